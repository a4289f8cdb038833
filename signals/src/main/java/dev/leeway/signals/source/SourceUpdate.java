package dev.leeway.signals.source;

import dev.leeway.signals.event.Hashes;
import dev.leeway.signals.event.TraceId;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * One sighting of a data source: an update of it, a use, or a measurement.
 *
 * <p>Text is never null; empty means absent.
 *
 * @param sourceId joins what different carriers say of the same data, never empty
 * @param sourceType table, topic, feature_view, vector_index, api or another word
 * @param environment empty for a pipeline that does not say: it then holds for all environments
 * @param version of the data
 * @param runId of the pipeline
 * @param maxStalenessSeconds the age that the owner allows
 * @param mark null unless updates show only by a number that moves
 * @param detail what else is to be said, such as an error message
 * @param appendMillis the broker's append time of the record that carried it
 */
public record SourceUpdate(
    String tenantId,
    String sourceId,
    String sourceType,
    String environment,
    SourceCarrier carrier,
    SourceStatus status,
    SourceTimes times,
    String version,
    String runId,
    @Nullable Double maxStalenessSeconds,
    SourceVolume volume,
    SourceLag lag,
    @Nullable SourceMark mark,
    SourceUse use,
    String detail,
    long appendMillis) {
  private static final int ID_BYTES = 16;

  public SourceUpdate {
    if (tenantId.isEmpty() || sourceId.isEmpty()) {
      throw new IllegalArgumentException(
          "tenant and source id must not be empty: '%s', '%s'".formatted(tenantId, sourceId));
    }
    if (maxStalenessSeconds != null && !(maxStalenessSeconds > 0)) {
      throw new IllegalArgumentException("max staleness must be > 0: " + maxStalenessSeconds);
    }
  }

  /** The same with other times and another status, without the counter that told of them. */
  public SourceUpdate with(SourceTimes newTimes, SourceStatus newStatus) {
    return new SourceUpdate(
        tenantId,
        sourceId,
        sourceType,
        environment,
        carrier,
        newStatus,
        newTimes,
        version,
        runId,
        maxStalenessSeconds,
        volume,
        lag,
        null,
        use,
        detail,
        appendMillis);
  }

  /**
   * 32 hexadecimal digits by which a resend is known: of a span, its ids; of all else, everything
   * but the time at which the broker took it.
   */
  public String updateId() {
    TraceId trace = use.traceId();
    String identity =
        trace != null && use.spanId() != 0
            ? "%s\0%016x\0%s".formatted(trace, use.spanId(), carrier)
            : String.join(
                "\0",
                sourceType,
                environment,
                carrier.name(),
                status.name(),
                times.toString(),
                version,
                runId,
                String.valueOf(maxStalenessSeconds),
                volume.toString(),
                lag.toString(),
                String.valueOf(mark),
                use.toString(),
                detail);
    byte[] hash = Hashes.sha256(String.join("\0", tenantId, sourceId, identity));
    return HexFormat.of().formatHex(Arrays.copyOf(hash, ID_BYTES));
  }
}
