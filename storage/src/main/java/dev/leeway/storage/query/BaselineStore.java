package dev.leeway.storage.query;

import dev.leeway.signals.window.Distribution;
import dev.leeway.signals.window.Slice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;

/** What was normal for a signal of a slice, as detectors stored it. Thread-safe. */
public final class BaselineStore {
  public static final int BASELINES_MAX = 100;

  private final Queries queries;

  public BaselineStore(DataSource source) {
    queries = new Queries(source);
  }

  /** The newest baselines of a signal of a slice, newest first. */
  public List<KeptBaseline> of(Slice slice, String signal) {
    return queries.list(
        "baselines of a signal",
        """
        SELECT baseline_id, slot, toUnixTimestamp64Milli(from_time) AS from_ms,
            toUnixTimestamp64Milli(to_time) AS to_ms, toInt64(revision) AS computed_ms,
            bucket_indices, bucket_counts, zeros
        FROM baselines FINAL
        WHERE tenant_id = ? AND slice_id = unhex(?) AND signal = ?
        ORDER BY computed_ms DESC, slot
        LIMIT %d
        """
            .formatted(BASELINES_MAX),
        BaselineStore::baseline,
        slice.tenantId(),
        slice.id().toString(),
        signal);
  }

  private static KeptBaseline baseline(ResultSet row) throws SQLException {
    return new KeptBaseline(
        row.getString("baseline_id"),
        row.getString("slot"),
        Instant.ofEpochMilli(row.getLong("from_ms")),
        Instant.ofEpochMilli(row.getLong("to_ms")),
        Instant.ofEpochMilli(row.getLong("computed_ms")),
        Distribution.of(row.getLong("zeros"), WindowStore.counts(row)));
  }
}
