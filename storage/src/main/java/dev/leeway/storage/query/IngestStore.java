package dev.leeway.storage.query;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Reads how far behind the installation itself is. Of the installation, not of a tenant: the
 * answers are an age and totals, and the canary's own tenant must count.
 */
public final class IngestStore {
  private final Queries queries;

  public IngestStore(DataSource source) {
    queries = new Queries(source);
  }

  /** When the broker took the newest span that is stored; empty when none is. */
  public Optional<Instant> newestSpan() {
    return queries
        .first(
            "newest span",
            """
            SELECT count() AS spans, toUnixTimestamp64Milli(max(append_time)) AS newest
            FROM agent_events
            """,
            row ->
                row.getLong("spans") == 0
                    ? Optional.<Instant>empty()
                    : Optional.of(Instant.ofEpochMilli(row.getLong("newest"))))
        .flatMap(newest -> newest);
  }

  /**
   * The first minute of the last day in which an agent has runs and that lies after the newest pane
   * that a detector judged; empty where there is none, or nothing was ever judged.
   */
  public Optional<Instant> oldestUnjudged() {
    return queries
        .first(
            "oldest unjudged minute",
            """
            SELECT count() AS rows, toUnixTimestamp(min(window_start)) AS oldest
            FROM signal_windows
            WHERE signal = 'run.count' AND window_seconds = 60 AND tenant_id != '__leeway'
              AND length(slice) = 2
              AND window_start >= now() - INTERVAL 1 DAY AND written_on >= toDate(now('UTC')) - 1
              AND window_start > (SELECT max(at) FROM signal_status)
              AND (SELECT count() FROM signal_status) > 0
            """,
            row ->
                row.getLong("rows") == 0
                    ? Optional.<Instant>empty()
                    : Optional.of(Instant.ofEpochSecond(row.getLong("oldest"))))
        .flatMap(oldest -> oldest);
  }

  /** What became of everything that was read from each topic. */
  public List<LedgerSum> ledger() {
    return queries.list(
        "ledger",
        """
        SELECT topic, sum(l.items) AS all_items, sum(l.decoded) AS all_decoded,
            sum(l.stored) AS all_stored, sum(l.deduplicated) AS all_deduplicated,
            sum(l.dead_lettered) AS all_dead_lettered
        FROM ingest_ledger AS l
        GROUP BY topic
        ORDER BY topic
        """,
        row ->
            new LedgerSum(
                row.getString("topic"),
                row.getLong("all_items"),
                row.getLong("all_decoded"),
                row.getLong("all_stored"),
                row.getLong("all_deduplicated"),
                row.getLong("all_dead_lettered")));
  }
}
