package dev.leeway.streamjobs.decode;

import dev.leeway.signals.grounding.GroundingLimits;
import dev.leeway.signals.grounding.GroundingReader;
import dev.leeway.telemetry.MappedSpan;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Reads a span's payload texts for the grounding of its run, where the texts are: behind this they
 * travel to storage only. Not thread-safe.
 */
final class SpanTexts {
  private final GroundingReader reader = new GroundingReader(GroundingLimits.ofJob());
  private final Counter spans;
  private final Counter bytes;

  SpanTexts(MetricGroup metrics) {
    spans = metrics.counter("leeway.decode.grounding.spans");
    bytes = metrics.counter("leeway.decode.grounding.bytes");
  }

  /** What was read, as {@code RunGrounding} bytes; empty where the span carries no text. */
  byte[] grounding(MappedSpan mapped) {
    byte[] read = reader.read(mapped.event(), mapped.contents());
    if (read.length > 0) {
      spans.inc();
      bytes.inc(read.length);
    }
    return read;
  }
}
