package dev.leeway.standalone.bench.ingest;

import com.google.protobuf.ByteString;
import dev.leeway.simulator.load.BodyTemplate;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/**
 * A span before it is encoded in one format or another, with random marks in place of ids and
 * times.
 *
 * @param parentId empty for a root
 * @param attributes texts and whole numbers
 */
record DrawnSpan(
    ByteString traceId,
    ByteString spanId,
    ByteString parentId,
    Span.SpanKind kind,
    String name,
    long start,
    long end,
    Map<String, Object> attributes) {
  private static final long MILLI = 1_000_000;
  private static final long DURATION_MAX = 2_000 * MILLI;

  static ByteString id(int bytes, SplittableRandom random) {
    byte[] id = new byte[bytes];
    random.nextBytes(id);
    return ByteString.copyFrom(id);
  }

  /** Between one millisecond and two seconds, and always the same for the same span. */
  long durationNanos() {
    return MILLI + Math.floorMod(start, DURATION_MAX);
  }

  BodyTemplate.Marks marks(OptionalLong endInEncoding) {
    return new BodyTemplate.Marks(traceId, spanId, parentId, start, endInEncoding, durationNanos());
  }
}
