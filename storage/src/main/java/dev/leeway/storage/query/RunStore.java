package dev.leeway.storage.query;

import dev.leeway.signals.event.TraceId;
import dev.leeway.signals.run.Run;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;

/** Reads runs: pages of a filtered list, and single ones by trace. */
public final class RunStore {
  public static final int PAGE_MAX = 200;

  /** No run starts later than so long after its first span was taken by the broker. */
  static final long AHEAD_MILLIS_MAX = 300_000;

  private final Queries queries;

  public RunStore(DataSource source) {
    queries = new Queries(source);
  }

  /** Runs that started in the range, newest first, from the cursor on. */
  public List<Run> page(
      String tenantId, TimeRange range, RunFilter filter, Optional<RunCursor> after, int limit) {
    if (!(limit > 0 && limit <= PAGE_MAX)) {
      throw new IllegalArgumentException("limit must be 1 to " + PAGE_MAX + ": " + limit);
    }
    Where where = new Where(tenantId);
    where.and(
        "first_append_time >= fromUnixTimestamp64Milli(toInt64(?))",
        range.from().toEpochMilli() - AHEAD_MILLIS_MAX);
    where.and("start_time >= fromUnixTimestamp64Milli(toInt64(?))", range.from().toEpochMilli());
    where.and("start_time < fromUnixTimestamp64Milli(toInt64(?))", range.to().toEpochMilli());
    narrow(where, filter);
    after.ifPresent(cursor ->
        where.and(
            "(toUnixTimestamp64Nano(start_time), trace_id, run_id)"
                + " < (toInt64(?), unhex(?), unhex(?))",
            cursor.startNanos(),
            cursor.traceId().toString(),
            hex(cursor.runId())));
    where.parameters.add(limit);
    return queries.list(
        "page of runs",
        "SELECT "
            + RunRow.COLUMNS
            + " FROM runs FINAL WHERE "
            + where.sql
            + " ORDER BY start_time DESC, trace_id DESC, run_id DESC LIMIT ?",
        row -> RunRow.map(tenantId, row),
        where.parameters.toArray());
  }

  /**
   * Runs of an agent in the range that claim what their evidence doesn't have: first those whose
   * evidence has another value, then those with the most such claims.
   */
  public List<Run> leastGrounded(
      String tenantId, String agent, String environment, TimeRange range, int limit) {
    return queries.list(
        "least grounded runs",
        "SELECT "
            + RunRow.COLUMNS
            + " FROM runs FINAL WHERE tenant_id = ? AND agent_name = ? AND environment = ?"
            + " AND first_append_time >= fromUnixTimestamp64Milli(toInt64(?))"
            + " AND start_time >= fromUnixTimestamp64Milli(toInt64(?))"
            + " AND start_time < fromUnixTimestamp64Milli(toInt64(?))"
            + " AND grounding_score < 1"
            + " ORDER BY signals['grounding.contradiction'] DESC,"
            + " signals['grounding.unsupported'] DESC, grounding_score, start_time DESC LIMIT ?",
        row -> RunRow.map(tenantId, row),
        tenantId,
        agent,
        environment,
        range.from().toEpochMilli() - AHEAD_MILLIS_MAX,
        range.from().toEpochMilli(),
        range.to().toEpochMilli(),
        limit);
  }

  /** The runs of a trace, outermost first; most traces have one. */
  public List<Run> ofTrace(String tenantId, TraceId traceId) {
    return queries.list(
        "runs of a trace",
        "SELECT "
            + RunRow.COLUMNS
            + " FROM runs FINAL WHERE tenant_id = ? AND trace_id = unhex(?)"
            + " ORDER BY start_time LIMIT 100",
        row -> RunRow.map(tenantId, row),
        tenantId,
        traceId.toString());
  }

  /** The runs of several traces, such as the examples of a finding. */
  public List<Run> ofTraces(String tenantId, Collection<TraceId> traceIds) {
    if (traceIds.isEmpty()) {
      return List.of();
    }
    List<Object> parameters = new ArrayList<>();
    parameters.add(tenantId);
    traceIds.forEach(id -> parameters.add(id.toString()));
    return queries.list(
        "runs of traces",
        "SELECT "
            + RunRow.COLUMNS
            + " FROM runs FINAL WHERE tenant_id = ? AND trace_id IN ("
            + Queries.placeholders(traceIds.size(), "unhex(?)")
            + ") ORDER BY start_time DESC LIMIT 200",
        row -> RunRow.map(tenantId, row),
        parameters.toArray());
  }

  private static void narrow(Where where, RunFilter filter) {
    where.andIfGiven("agent_name = ?", filter.agent());
    where.andIfGiven("environment = ?", filter.environment());
    where.andIfGiven("agent_version = ?", filter.version());
    if (filter.outcome().equals(RunFilter.BAD)) {
      where.and("outcome NOT IN ('OK', 'OPEN')");
    } else {
      where.andIfGiven("outcome = ?", filter.outcome());
    }
    if (filter.traceIdPrefix().length() == 32) {
      where.and("trace_id = unhex(?)", filter.traceIdPrefix());
    } else {
      where.andIfGiven("startsWith(lower(hex(trace_id)), ?)", filter.traceIdPrefix());
    }
    where.andIfGiven("conversation_id = ?", filter.conversationId());
    if (filter.durationMillisMin() != null) {
      where.and("duration_ns >= toInt64(?)", filter.durationMillisMin() * 1_000_000);
    }
    if (filter.tokensMin() != null) {
      where.and("input_tokens + output_tokens >= toInt64(?)", filter.tokensMin());
    }
  }

  private static String hex(long id) {
    return String.format(Locale.ROOT, "%016x", id);
  }

  /** Conditions with their parameters; the tenant's is always there. */
  private static final class Where {
    private final StringBuilder sql = new StringBuilder("tenant_id = ?");
    private final List<Object> parameters = new ArrayList<>();

    Where(String tenantId) {
      parameters.add(tenantId);
    }

    void and(String condition, Object... values) {
      sql.append(" AND ").append(condition);
      parameters.addAll(List.of(values));
    }

    void andIfGiven(String condition, String value) {
      if (!value.isEmpty()) {
        and(condition, value);
      }
    }
  }
}
