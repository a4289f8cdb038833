package dev.leeway.storage.query;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads what evaluators and users said of runs. */
public final class EvaluationStore {
  /** Evaluations that are read at once. */
  public static final int ROWS_MAX = 1_000;

  /** Evaluators of one agent that are summed up, those that said most. */
  public static final int EVALUATORS_MAX = 50;

  private static final Duration AHEAD_MAX = Duration.ofMinutes(5);
  private static final String NO_TRACE = "0".repeat(32);

  private static final String COLUMNS =
      """
      lower(hex(evaluation_id)) AS id, environment, agent_name, agent_version, operation,
          lower(hex(trace_id)) AS trace, rater, name, value, label, rating, comment,
          toUnixTimestamp64Milli(given_at) AS given
      """;

  private final Queries queries;

  public EvaluationStore(DataSource source) {
    queries = new Queries(source);
  }

  /** Those about a trace, as they were given. */
  public List<EvaluationRow> ofTrace(String tenantId, String traceId) {
    return queries.list(
        "evaluations of a trace",
        """
        SELECT %s
        FROM evaluations FINAL
        WHERE tenant_id = ? AND trace_id = unhex(?)
        ORDER BY given_at, name, evaluation_id
        LIMIT ?
        """
            .formatted(COLUMNS),
        EvaluationStore::row,
        tenantId,
        traceId,
        ROWS_MAX);
  }

  /**
   * Those that were given within the range, newest first.
   *
   * @param agent empty for all
   * @param environment empty for all
   * @param name of the evaluation; empty for all
   */
  public List<EvaluationRow> list(
      String tenantId, String agent, String environment, String name, TimeRange range, int limit) {
    if (!(limit > 0 && limit <= ROWS_MAX)) {
      throw new IllegalArgumentException(
          "limit: expected 1 to %d, came %d".formatted(ROWS_MAX, limit));
    }
    return queries.list(
        "evaluations",
        """
        SELECT %s
        FROM evaluations FINAL
        WHERE tenant_id = ? AND (? = '' OR agent_name = ?) AND (? = '' OR environment = ?)
          AND (? = '' OR name = ?)
          AND given_at >= fromUnixTimestamp64Milli(toInt64(?), 'UTC')
          AND given_at < fromUnixTimestamp64Milli(toInt64(?), 'UTC')
          AND append_time >= fromUnixTimestamp64Milli(toInt64(?), 'UTC')
        ORDER BY given_at DESC, evaluation_id
        LIMIT ?
        """
            .formatted(COLUMNS),
        EvaluationStore::row,
        tenantId,
        agent,
        agent,
        environment,
        environment,
        name,
        name,
        range.from().toEpochMilli(),
        range.to().toEpochMilli(),
        earliestAppend(range),
        limit);
  }

  /** What each evaluator, and users, said of an agent. */
  public List<EvaluatorSummary> evaluators(
      String tenantId, String agent, String environment, TimeRange range) {
    return queries.list(
        "evaluators",
        """
        SELECT name, rater, count() AS said,
            avgOrNull(value) AS mean, minOrNull(value) AS least, maxOrNull(value) AS greatest,
            countIf(rating != 'UNSAID') AS rated, countIf(rating = 'BAD') AS bad
        FROM evaluations FINAL
        WHERE tenant_id = ? AND agent_name = ? AND environment = ?
          AND given_at >= fromUnixTimestamp64Milli(toInt64(?), 'UTC')
          AND given_at < fromUnixTimestamp64Milli(toInt64(?), 'UTC')
          AND append_time >= fromUnixTimestamp64Milli(toInt64(?), 'UTC')
        GROUP BY name, rater
        ORDER BY said DESC, name
        LIMIT ?
        """,
        EvaluationStore::summary,
        tenantId,
        agent,
        environment,
        range.from().toEpochMilli(),
        range.to().toEpochMilli(),
        earliestAppend(range),
        EVALUATORS_MAX);
  }

  /** Lets partitions be skipped: none is given more than 5 minutes after the broker took it. */
  private static long earliestAppend(TimeRange range) {
    return range.from().minus(AHEAD_MAX).toEpochMilli();
  }

  private static EvaluationRow row(ResultSet row) throws SQLException {
    String trace = row.getString("trace");
    return new EvaluationRow(
        row.getString("id"),
        row.getString("environment"),
        row.getString("agent_name"),
        row.getString("agent_version"),
        row.getString("operation"),
        trace.equals(NO_TRACE) ? "" : trace,
        row.getString("rater"),
        row.getString("name"),
        number(row, "value"),
        row.getString("label"),
        row.getString("rating"),
        row.getString("comment"),
        Instant.ofEpochMilli(row.getLong("given")));
  }

  private static EvaluatorSummary summary(ResultSet row) throws SQLException {
    return new EvaluatorSummary(
        row.getString("name"),
        row.getString("rater"),
        row.getLong("said"),
        number(row, "mean"),
        number(row, "least"),
        number(row, "greatest"),
        row.getLong("rated"),
        row.getLong("bad"));
  }

  private static @Nullable Double number(ResultSet row, String column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? null : value;
  }
}
