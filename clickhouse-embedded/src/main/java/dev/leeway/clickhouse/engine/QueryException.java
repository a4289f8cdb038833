package dev.leeway.clickhouse.engine;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The engine's, or the front's, refusal of one statement, with ClickHouse's error code. */
public final class QueryException extends Exception {
  private static final long serialVersionUID = 1L;
  private static final Pattern CODE = Pattern.compile("Code: (\\d+)\\.");
  private static final int UNKNOWN_EXCEPTION = 1002;

  private final int code;

  private QueryException(int code, String message) {
    super(message);
    this.code = code;
  }

  /** A message in ClickHouse's words, {@code Code: N. DB::Exception: …}. */
  static QueryException ofEngine(String message) {
    Matcher matcher = CODE.matcher(message);
    return matcher.lookingAt()
        ? new QueryException(Integer.parseInt(matcher.group(1)), message)
        : new QueryException(
            UNKNOWN_EXCEPTION, "Code: " + UNKNOWN_EXCEPTION + ". DB::Exception: " + message);
  }

  /** A refusal of the front's own, in the same shape. */
  public static QueryException refused(ErrorCode code, String why) {
    return new QueryException(
        code.number(), "Code: " + code.number() + ". DB::Exception: " + why + ". (" + code + ")");
  }

  /** ClickHouse's number of the error. */
  public int code() {
    return code;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
