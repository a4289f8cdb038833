package dev.leeway.streamjobs.decode;

import dev.leeway.telemetry.DecodedBatch;
import java.io.Serializable;

/** Takes one request apart. Not thread-safe. */
interface Decoding {

  DecodedBatch decode(String tenantId, byte[] request, long appendMillis);

  /** Makes one where Flink runs the operator. */
  interface Factory extends Serializable {
    Decoding open();
  }
}
