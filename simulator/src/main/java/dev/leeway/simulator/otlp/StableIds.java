package dev.leeway.simulator.otlp;

import com.google.protobuf.ByteString;
import dev.leeway.signals.event.Hashes;

/**
 * Trace and span ids that depend on what is replayed and on nothing else, so that the same replay
 * run again sends the same ids.
 */
public final class StableIds {
  private static final int TRACE_ID_BYTES = 16;
  private static final int SPAN_ID_BYTES = 8;

  private StableIds() {}

  public static ByteString traceId(String identity) {
    return prefix("trace\0" + identity, TRACE_ID_BYTES);
  }

  public static ByteString spanId(String identity, int ordinal) {
    return prefix("span\0" + identity + '\0' + ordinal, SPAN_ID_BYTES);
  }

  private static ByteString prefix(String text, int bytes) {
    return ByteString.copyFrom(Hashes.sha256(text), 0, bytes);
  }
}
