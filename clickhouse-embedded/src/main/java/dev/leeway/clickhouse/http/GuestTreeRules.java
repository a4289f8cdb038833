package dev.leeway.clickhouse.http;

import dev.leeway.clickhouse.engine.Engine;
import dev.leeway.clickhouse.engine.EngineConnection;
import dev.leeway.clickhouse.engine.Parameter;
import dev.leeway.clickhouse.engine.QueryException;
import dev.leeway.clickhouse.engine.QueryResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What may not stand in a guest's statement, judged on the tree that the engine's own parser makes
 * of it.
 *
 * <p>A read-only connection alone does not keep guests in: SETTINGS of a subquery are applied there
 * without a check (even {@code readonly = 0}), DESCRIBE calls on the network before access is
 * checked, and {@code eval} runs a text that nobody has seen. Thread-safe.
 */
final class GuestTreeRules {
  /** Table functions that stay inside the engine and inside what its tables show anyway. */
  private static final Set<String> HARMLESS =
      Set.of(
          "numbers",
          "numbers_mt",
          "zeros",
          "zeros_mt",
          "generateseries",
          "generate_series",
          "generaterandom",
          "primes",
          "values",
          "null",
          "view");

  private static final Pattern FUNCTION = Pattern.compile("Function (\\S+)");
  private static final int TREE_BYTES_MAX = 16 << 20;

  private final Set<String> refused;

  private GuestTreeRules(Set<String> refused) {
    this.refused = refused;
  }

  /** Asks the engine which functions it has. */
  static GuestTreeRules of(Engine engine) throws Exception {
    String names =
        engine
            .readers()
            .run(lane ->
                answer(
                    lane.connection(),
                    """
                    SELECT name FROM system.table_functions
                    WHERE name NOT IN (SELECT name FROM system.functions)
                    UNION ALL
                    SELECT name FROM system.functions
                    WHERE name IN ('file', 'catboostEvaluate') OR match(name, '^(ai|AI)[A-Z]')
                    """,
                    List.of()));
    return new GuestTreeRules(
        names
            .lines()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .filter(name -> !HARMLESS.contains(name))
            .collect(Collectors.toUnmodifiableSet()));
  }

  /** Refuses the text where its tree has what guests may not use; runs nothing of it. */
  void check(EngineConnection connection, String text, List<Parameter> bound)
      throws QueryException {
    String tree = answer(connection, "EXPLAIN AST " + text, bound);
    for (String line : tree.lines().map(String::strip).toList()) {
      checkNode(line);
    }
  }

  private void checkNode(String node) throws QueryException {
    Matcher function = FUNCTION.matcher(node);
    if (function.lookingAt() && refused.contains(function.group(1).toLowerCase(Locale.ROOT))) {
      throw GuestRules.readOnly(
          "without the token the function " + function.group(1) + " is not allowed");
    }
    if (node.equals("Set") || node.startsWith("Set ")) {
      throw GuestRules.readOnly("without the token SETTINGS is not allowed");
    }
    if (node.startsWith("ColumnsApplyTransformer")) {
      throw GuestRules.readOnly("without the token APPLY is not allowed");
    }
    // The default database takes file names for table names.
    if (node.contains("/") && !node.startsWith("Literal")) {
      throw GuestRules.readOnly("without the token no name may contain a slash");
    }
  }

  private static String answer(EngineConnection connection, String sql, List<Parameter> bound)
      throws QueryException {
    try (QueryResult result = connection.query(sql, "TabSeparatedRaw", bound)) {
      if (result.size() > TREE_BYTES_MAX) {
        throw GuestRules.readOnly("without the token a statement must be shorter");
      }
      return new String(result.head(TREE_BYTES_MAX), StandardCharsets.UTF_8);
    }
  }
}
