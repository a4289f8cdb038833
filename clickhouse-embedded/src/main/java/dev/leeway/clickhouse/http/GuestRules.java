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
 * <p>The guests' connections are read-only, so the engine itself refuses writes and most ways out.
 * The rest is judged on its syntax tree, see {@link GuestTreeRules}; and because not every node
 * shows its parts there, some words are refused wherever they stand.
 */
final class GuestRules {
  private static final Set<String> VERBS =
      Set.of("SELECT", "WITH", "SHOW", "DESCRIBE", "DESC", "EXPLAIN", "EXISTS");

  private static final Pattern REFUSED_WORD =
      Pattern.compile(
          "(?<![a-z0-9_])(file|eval|catboostEvaluate)(?![a-z0-9_])|:\\s*Identifier\\s*\\}",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern ESCAPED_IDENTIFIER = Pattern.compile("[`\"][^`\"]*\\\\[^`\"]*[`\"]");

  /** What clients send by themselves; a guest's own limits are never wider than these would be. */
  private static final Set<String> IGNORED_SETTINGS =
      Set.of("readonly", "max_execution_time", "log_comment");

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
    // What SHOW filters by is kept out of its tree.
    if (statement.verb().equals("SHOW") && text.contains("(")) {
      throw readOnly("without the token SHOW takes no expressions");
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
    var word = REFUSED_WORD.matcher(text);
    if (word.find()) {
      throw readOnly("without the token the word " + word.group() + " is not allowed in a query");
    }
    if (ESCAPED_IDENTIFIER.matcher(text).find()) {
      throw readOnly("without the token no backslash is allowed in a quoted identifier");
    }
  }

  static QueryException readOnly(String why) {
    return QueryException.refused(ErrorCode.READONLY, why);
  }
}
