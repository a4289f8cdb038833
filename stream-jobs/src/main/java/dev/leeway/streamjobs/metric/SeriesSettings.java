package dev.leeway.streamjobs.metric;

import dev.leeway.streamjobs.edge.MetricShard;
import java.io.Serializable;
import java.time.Duration;

/**
 * How many series are remembered, and how long.
 *
 * @param seriesPerTenantMax further ones are counted as overflowed and not stored
 * @param seriesSilence after which a series is forgotten, in the time of its tenant's records
 * @param tenantSilence after which that time goes by the wall clock, so that a tenant that went
 *     away is forgotten too; longer than Kafka keeps records
 * @param sweepInterval how often that is looked after
 */
public record SeriesSettings(
    int seriesPerTenantMax, Duration seriesSilence, Duration tenantSilence, Duration sweepInterval)
    implements Serializable {
  public SeriesSettings {
    if (seriesPerTenantMax < MetricShard.SHARDS) {
      throw new IllegalArgumentException(
          "series per tenant must be at least %d: %d"
              .formatted(MetricShard.SHARDS, seriesPerTenantMax));
    }
  }

  public static SeriesSettings defaults() {
    return new SeriesSettings(
        20_000, Duration.ofHours(24), Duration.ofHours(48), Duration.ofHours(1));
  }

  int seriesPerShardMax() {
    return seriesPerTenantMax / MetricShard.SHARDS;
  }
}
