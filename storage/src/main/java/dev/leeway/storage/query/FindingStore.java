package dev.leeway.storage.query;

import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.finding.FindingState;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.window.Slice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** Reads findings, each at its newest revision. */
public final class FindingStore {
  public static final int LIST_MAX = 500;

  private static final String COLUMNS =
      """
      lower(hex(finding_id)) AS finding_hex, revision, detector, signal, slice, severity, state,
      history, toUnixTimestamp64Milli(onset_at) AS onset_ms,
      toUnixTimestamp64Milli(opened_at) AS opened_ms,
      toUnixTimestamp64Milli(updated_at) AS updated_ms,
      ifNull(toUnixTimestamp64Milli(closed_at), 0) AS closed_ms, effect, effect_text, baseline_id,
      evidence, coverage, arrayMap(t -> lower(hex(t)), exemplar_trace_ids) AS exemplars
      """;

  private final Queries queries;

  public FindingStore(DataSource source) {
    queries = new Queries(source);
  }

  /** Open ones first, then by severity, then newest; those that were open in the range. */
  public List<Finding> list(String tenantId, TimeRange range, FindingFilter filter, int limit) {
    if (!(limit > 0 && limit <= LIST_MAX)) {
      throw new IllegalArgumentException("limit must be 1 to " + LIST_MAX + ": " + limit);
    }
    StringBuilder sql = new StringBuilder("SELECT ").append(COLUMNS);
    List<Object> parameters = new ArrayList<>();
    sql.append(" FROM findings FINAL WHERE tenant_id = ?");
    parameters.add(tenantId);
    sql.append(" AND onset_at < fromUnixTimestamp64Milli(toInt64(?))");
    parameters.add(range.to().toEpochMilli());
    sql.append(" AND (isNull(closed_at) OR closed_at >= fromUnixTimestamp64Milli(toInt64(?)))");
    parameters.add(range.from().toEpochMilli());
    equal(sql, parameters, "slice['agent']", filter.agent());
    equal(sql, parameters, "signal", filter.signal());
    equal(sql, parameters, "severity", filter.severity());
    equal(sql, parameters, "state", filter.state());
    filter.history().ifPresent(only -> sql.append(only ? " AND history" : " AND NOT history"));
    sql.append(
        """
         ORDER BY state = 'OPEN' DESC, indexOf(['CRITICAL', 'WARNING', 'INFO'], severity),
            onset_at DESC, finding_id
        LIMIT ?
        """);
    parameters.add(limit);
    return queries.list(
        "list of findings", sql.toString(), row -> map(tenantId, row), parameters.toArray());
  }

  /** By its 32 hexadecimal digits. */
  public Optional<Finding> byId(String tenantId, String findingId) {
    if (!findingId.matches("[0-9a-f]{32}")) {
      return Optional.empty();
    }
    return queries.first(
        "finding",
        "SELECT " + COLUMNS + " FROM findings FINAL WHERE tenant_id = ? AND finding_id = unhex(?)",
        row -> map(tenantId, row),
        tenantId,
        findingId);
  }

  /** How many are open now, by agent; history left out. */
  public Map<String, Long> openByAgent(String tenantId) {
    Map<String, Long> counts = new HashMap<>();
    queries
        .list(
            "open findings by agent",
            """
            SELECT slice['agent'] AS agent, count() AS n
            FROM findings FINAL
            WHERE tenant_id = ? AND state = 'OPEN' AND NOT history
            GROUP BY agent
            LIMIT 10000
            """,
            row -> Map.entry(row.getString("agent"), row.getLong("n")),
            tenantId)
        .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
    return counts;
  }

  private static void equal(
      StringBuilder sql, List<Object> parameters, String column, String value) {
    if (!value.isEmpty()) {
      sql.append(" AND ").append(column).append(" = ?");
      parameters.add(value);
    }
  }

  private static Finding map(String tenantId, ResultSet row) throws SQLException {
    return new Finding(
        row.getString("finding_hex"),
        row.getLong("revision"),
        row.getString("detector"),
        row.getString("signal"),
        slice(tenantId, Queries.textMap(row, "slice")),
        Severity.valueOf(row.getString("severity")),
        FindingState.valueOf(row.getString("state")),
        row.getBoolean("history"),
        row.getLong("onset_ms"),
        row.getLong("opened_ms"),
        row.getLong("updated_ms"),
        row.getLong("closed_ms"),
        row.getDouble("effect"),
        row.getString("effect_text"),
        row.getString("baseline_id"),
        Queries.numberMap(row, "evidence"),
        row.getDouble("coverage"),
        Queries.texts(row, "exemplars"));
  }

  /** The slice again from its pairs: what is neither agent nor environment is the dimension. */
  static Slice slice(String tenantId, Map<String, String> pairs) {
    Map<String, String> rest = new HashMap<>(pairs);
    Slice agent =
        Slice.ofAgent(
            tenantId,
            Optional.ofNullable(rest.remove("environment")).orElse(""),
            Optional.ofNullable(rest.remove("agent")).orElse("unknown"));
    return rest.entrySet().stream()
        .findFirst()
        .map(further -> agent.with(further.getKey(), further.getValue()))
        .orElse(agent);
  }
}
