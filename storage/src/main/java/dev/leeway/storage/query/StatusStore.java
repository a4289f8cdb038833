package dev.leeway.storage.query;

import dev.leeway.signals.drift.Health;
import dev.leeway.signals.window.Slice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads where signals stand. */
public final class StatusStore {
  public static final int SERIES_MAX = 1_000;

  private static final String COLUMNS =
      """
      slice, signal, health, toUnixTimestamp64Milli(at) AS at_ms, runs, runs_needed, log_e,
      log_limit, effect, frozen_distance, pinned, finding_id
      """;

  private final Queries queries;

  public StatusStore(DataSource source) {
    queries = new Queries(source);
  }

  /** The signals of one slice, by name. */
  public List<SeriesStatus> ofSlice(Slice slice) {
    return queries.list(
        "status of a slice",
        "SELECT "
            + COLUMNS
            + """
            FROM signal_status FINAL
            WHERE tenant_id = ? AND slice_id = unhex(?)
            ORDER BY signal
            LIMIT %d
            """
                .formatted(SERIES_MAX),
        row -> map(slice.tenantId(), row),
        slice.tenantId(),
        slice.id().toString());
  }

  /** One signal of one slice. */
  public Optional<SeriesStatus> of(Slice slice, String signal) {
    return ofSlice(slice).stream().filter(status -> status.signal().equals(signal)).findFirst();
  }

  private static SeriesStatus map(String tenantId, ResultSet row) throws SQLException {
    return new SeriesStatus(
        FindingStore.slice(tenantId, Queries.textMap(row, "slice")),
        row.getString("signal"),
        Health.valueOf(row.getString("health")),
        Instant.ofEpochMilli(row.getLong("at_ms")),
        row.getLong("runs"),
        row.getLong("runs_needed"),
        nullable(row, "log_e"),
        row.getDouble("log_limit"),
        row.getDouble("effect"),
        nullable(row, "frozen_distance"),
        row.getBoolean("pinned"),
        row.getString("finding_id"));
  }

  private static @Nullable Double nullable(ResultSet row, String column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? null : value;
  }
}
