package dev.leeway.streamjobs.edge;

import dev.leeway.signals.metric.SeriesId;

/**
 * A tenant's share of series that are kept, and bounded, together: counting all of a tenant's
 * series in one place would read all of them in one place.
 */
public record MetricShard(String tenantId, int number) {
  /** How many shards a tenant has. It never changes: keyed state lies under these numbers. */
  public static final int SHARDS = 16;

  public static MetricShard of(String tenantId, SeriesId series) {
    return new MetricShard(tenantId, (int) (series.high() >>> 60));
  }
}
