package dev.leeway.storage.http;

import java.util.Set;

/**
 * Which of ClickHouse's answers say that the same statement can never succeed.
 *
 * <p>Everything else counts as passing, unknown codes too: a block that is given up is lost, a
 * block that is tried once more is not.
 */
final class ServerErrors {
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;

  /** By number, as in ClickHouse's ErrorCodes.cpp. */
  private static final Set<Integer> PERMANENT_CODES =
      Set.of(
          6, // CANNOT_PARSE_TEXT
          7, // INCORRECT_NUMBER_OF_COLUMNS
          8, // THERE_IS_NO_COLUMN
          10, // NOT_FOUND_COLUMN_IN_BLOCK
          16, // NO_SUCH_COLUMN_IN_TABLE
          26, // CANNOT_PARSE_QUOTED_STRING
          27, // CANNOT_PARSE_INPUT_ASSERTION_FAILED
          32, // ATTEMPT_TO_READ_AFTER_EOF
          33, // CANNOT_READ_ALL_DATA
          36, // BAD_ARGUMENTS
          42, // NUMBER_OF_ARGUMENTS_DOESNT_MATCH
          43, // ILLEGAL_TYPE_OF_ARGUMENT
          44, // ILLEGAL_COLUMN
          46, // UNKNOWN_FUNCTION
          47, // UNKNOWN_IDENTIFIER
          48, // NOT_IMPLEMENTED
          50, // UNKNOWN_TYPE
          53, // TYPE_MISMATCH
          57, // TABLE_ALREADY_EXISTS
          60, // UNKNOWN_TABLE
          62, // SYNTAX_ERROR
          70, // CANNOT_CONVERT_TYPE
          73, // UNKNOWN_FORMAT
          80, // INCORRECT_QUERY
          81, // UNKNOWN_DATABASE
          115, // UNKNOWN_SETTING
          117, // INCORRECT_DATA
          128, // TOO_LARGE_ARRAY_SIZE
          131, // TOO_LARGE_STRING_SIZE
          164, // READONLY
          192, // UNKNOWN_USER
          193, // WRONG_PASSWORD
          194, // REQUIRED_PASSWORD
          291, // DATABASE_ACCESS_DENIED
          349, // CANNOT_INSERT_NULL_IN_ORDINARY_COLUMN
          386, // NO_COMMON_TYPE
          497, // ACCESS_DENIED
          516, // AUTHENTICATION_FAILED
          691 // UNKNOWN_ELEMENT_OF_ENUM
          );

  private ServerErrors() {}

  static boolean retryable(int status, int code) {
    if (code != 0) {
      return !PERMANENT_CODES.contains(code);
    }
    return status != UNAUTHORIZED && status != FORBIDDEN && status != NOT_FOUND;
  }
}
