package dev.leeway.clickhouse.http;

import dev.leeway.clickhouse.engine.ErrorCode;
import dev.leeway.clickhouse.engine.Parameter;
import dev.leeway.clickhouse.engine.QueryException;
import dev.leeway.clickhouse.engine.StatementClass;
import dev.leeway.clickhouse.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a request without the token may run: one read, with the settings as they are.
 *
 * <p>The guests' connections are read-only, so the engine itself refuses writes, settings and every
 * table function that leaves it. It does not refuse the scalar functions that read files, and names
 * can be written in many ways (quoted, escaped, inside {@code APPLY}); so their names are refused
 * wherever they stand, rather than where a parser of ours believes they are called.
 */
final class GuestRules {
  private static final Set<String> VERBS =
      Set.of("SELECT", "WITH", "SHOW", "DESCRIBE", "DESC", "EXPLAIN", "EXISTS");

  private static final Pattern FILE_READERS =
      Pattern.compile(
          "(?<![a-z0-9_])(file|filesystem|catboostEvaluate|executable)(?![a-z0-9_])",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern ESCAPED_IDENTIFIER = Pattern.compile("[`\"][^`\"]*\\\\[^`\"]*[`\"]");

  /** What clients send by themselves and what changes no answer. */
  private static final Set<String> IGNORED_SETTINGS =
      Set.of(
          "readonly",
          "max_execution_time",
          "log_comment",
          "result_overflow_mode",
          "max_result_rows",
          "output_format_binary_write_json_as_string",
          "input_format_binary_read_json_as_string",
          "date_time_input_format",
          "async_insert",
          "wait_for_async_insert");

  private GuestRules() {}

  /** Refuses settings that would change anything. */
  static void checkSettings(Map<String, String> settings) throws QueryException {
    for (String name : settings.keySet()) {
      if (!IGNORED_SETTINGS.contains(name)) {
        throw readOnly("without the token no setting can be changed, came: " + name);
      }
    }
  }

  /** Refuses what is no plain read, before the engine sees it. */
  static void checkStatement(String text, Statement.Plain statement, List<Parameter> parameters)
      throws QueryException {
    if (!VERBS.contains(statement.verb())) {
      throw readOnly(
          "without the token only SELECT, SHOW, DESCRIBE, EXPLAIN and EXISTS are run, came: "
              + (statement.verb().isEmpty() ? "no statement" : statement.verb()));
    }
    checkNames(text);
    for (Parameter parameter : parameters) {
      checkNames(parameter.value());
    }
  }

  /** Refuses what the engine's own parser does not take for one read. */
  static void checkClass(StatementClass statementClass) throws QueryException {
    if (statementClass.statements() > 0 && !statementClass.isOneRead()) {
      throw readOnly("without the token only one read at a time is run");
    }
  }

  private static void checkNames(String text) throws QueryException {
    var reader = FILE_READERS.matcher(text);
    if (reader.find()) {
      throw readOnly("without the token the word " + reader.group() + " is not allowed in a query");
    }
    if (ESCAPED_IDENTIFIER.matcher(text).find()) {
      throw readOnly("without the token no backslash is allowed in a quoted identifier");
    }
  }

  static QueryException readOnly(String why) {
    return QueryException.refused(ErrorCode.READONLY, why);
  }
}
