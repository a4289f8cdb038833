package dev.leeway.streamjobs.metric;

import dev.leeway.telemetry.DecodedMetrics;
import java.io.Serializable;

/** Takes one request apart. Not thread-safe. */
interface MetricDecoding {

  DecodedMetrics decode(String tenantId, byte[] request, long appendMillis);

  /** Makes one where Flink runs the operator. */
  interface Factory extends Serializable {
    MetricDecoding open();
  }
}
