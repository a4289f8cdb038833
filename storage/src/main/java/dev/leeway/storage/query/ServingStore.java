package dev.leeway.storage.query;

import dev.leeway.signals.window.Dimensions;
import dev.leeway.signals.window.Slice;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;

/** Reads which replicas of model servers, and which GPUs, have told of themselves. */
public final class ServingStore {
  /** More of them are not read at once. */
  public static final int PLACES_MAX = 60;

  private final Queries queries;

  public ServingStore(DataSource source) {
    queries = new Queries(source);
  }

  /**
   * Replicas and GPUs by owner; an owner that tells neither apart stands for itself, and stands
   * among those of others too.
   */
  public List<Slice> places(String tenantId, TimeRange range, Instant now) {
    return queries.list(
        "replicas and GPUs",
        """
        SELECT any(slice) AS pairs, pairs['environment'] AS environment, pairs['agent'] AS owner,
            multiIf(mapContains(pairs, 'gpu'), 'gpu', mapContains(pairs, 'replica'), 'replica', '')
              AS dimension,
            pairs[dimension] AS place
        FROM signal_windows
        WHERE tenant_id = ? AND window_seconds = ?
          AND window_start >= toDateTime(?) AND window_start < toDateTime(?)
          AND (signal IN ('serve.queue_depth', 'serve.batch_size', 'serve.kv_util')
              AND (mapContains(slice, 'replica') OR length(slice) = 2)
            OR signal = 'gpu.mem_used' AND mapContains(slice, 'gpu'))
        GROUP BY slice_id
        HAVING sum(count) > 0
        ORDER BY environment, owner, place
        LIMIT ?
        """,
        row -> {
          Slice owner =
              Slice.ofAgent(tenantId, row.getString("environment"), row.getString("owner"));
          String dimension = row.getString("dimension");
          return dimension.isEmpty() ? owner : owner.with(dimension, row.getString("place"));
        },
        tenantId,
        WindowStep.of(range, WindowStep.POINTS_MAX, now).windowSeconds(),
        range.from().getEpochSecond(),
        range.to().getEpochSecond(),
        PLACES_MAX);
  }

  /** Whether a place is a GPU. */
  public static boolean isGpu(Slice place) {
    return place.dimension().equals(Dimensions.GPU);
  }
}
