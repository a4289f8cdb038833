package dev.leeway.storage.query;

import dev.leeway.signals.window.Slice;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;

/**
 * Reads who spends: sums over runs by user or conversation. There is no window of each user, since
 * users are too many to be slices.
 */
public final class SpendStore {
  public static final int LIST_MAX = 200;

  private final Queries queries;

  public SpendStore(DataSource source) {
    queries = new Queries(source);
  }

  private record Line(Spender spender, long spenders, long runs, long tokens, double costUsd) {}

  /** The runs of an agent that started in the range; the sums are of all, also of those cut off. */
  public Spending of(Slice agent, SpendBy by, TimeRange range, int limit) {
    if (!(limit > 0 && limit <= LIST_MAX)) {
      throw new IllegalArgumentException("limit must be 1 to " + LIST_MAX + ": " + limit);
    }
    List<Line> lines =
        queries.list(
            "spending",
            """
            SELECT %s AS spender, count() AS runs, sum(input_tokens) AS tokens_in,
                sum(output_tokens) AS tokens_out, sum(cost_usd) AS cost,
                toUnixTimestamp64Milli(max(start_time)) AS last_start,
                countIf(spender != '') OVER () AS spenders, sum(runs) OVER () AS all_runs,
                sum(tokens_in + tokens_out) OVER () AS all_tokens, sum(cost) OVER () AS all_cost
            FROM runs FINAL
            WHERE tenant_id = ? AND environment = ? AND agent_name = ?
              AND first_append_time >= fromUnixTimestamp64Milli(toInt64(?))
              AND start_time >= fromUnixTimestamp64Milli(toInt64(?))
              AND start_time < fromUnixTimestamp64Milli(toInt64(?))
            GROUP BY spender
            ORDER BY cost DESC, tokens_in + tokens_out DESC, runs DESC, spender
            LIMIT ?
            """
                .formatted(by.column()),
            row ->
                new Line(
                    new Spender(
                        row.getString("spender"),
                        row.getLong("runs"),
                        row.getLong("tokens_in"),
                        row.getLong("tokens_out"),
                        row.getDouble("cost"),
                        Instant.ofEpochMilli(row.getLong("last_start"))),
                    row.getLong("spenders"),
                    row.getLong("all_runs"),
                    row.getLong("all_tokens"),
                    row.getDouble("all_cost")),
            agent.tenantId(),
            agent.environment(),
            agent.agent(),
            range.from().toEpochMilli() - RunStore.AHEAD_MILLIS_MAX,
            range.from().toEpochMilli(),
            range.to().toEpochMilli(),
            limit);
    if (lines.isEmpty()) {
      return Spending.NONE;
    }
    Line all = lines.getFirst();
    return new Spending(
        lines.stream().map(Line::spender).toList(),
        all.spenders,
        all.runs,
        all.tokens,
        all.costUsd);
  }
}
