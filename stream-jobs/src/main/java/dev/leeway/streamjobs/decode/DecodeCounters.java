package dev.leeway.streamjobs.decode;

import dev.leeway.telemetry.DecodedBatch;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What decoding counts: spans decoded + spans dead-lettered = spans in the records read. */
final class DecodeCounters {
  private final Counter records;
  private final Counter bytes;
  private final Counter decoded;
  private final Counter deadLettered;
  private final Counter suspects;
  private final Counter lookups;
  private final Counter contents;
  private final Counter contentsSkipped;
  private final Counter lowConfidence;
  private final Counter failures;
  private final UnmappedCounters unmapped;

  DecodeCounters(MetricGroup metrics) {
    records = metrics.counter("leeway.decode.records");
    bytes = metrics.counter("leeway.decode.bytes");
    decoded = metrics.counter("leeway.decode.spans");
    deadLettered = metrics.counter("leeway.decode.dead_lettered");
    suspects = metrics.counter("leeway.decode.suspects");
    lookups = metrics.counter("leeway.decode.lookups");
    contents = metrics.counter("leeway.decode.contents");
    contentsSkipped = metrics.counter("leeway.decode.contents.known");
    lowConfidence = metrics.counter("leeway.decode.low_confidence");
    failures = metrics.counter("leeway.decode.failures");
    unmapped = new UnmappedCounters(metrics);
  }

  void record(int sizeBytes, long deadLetteredSpans, DecodedBatch batch) {
    records.inc();
    bytes.inc(sizeBytes);
    decoded.inc(batch.spans().size());
    deadLettered.inc(deadLetteredSpans);
    lowConfidence.inc(batch.lowConfidenceSpans());
    unmapped.add(batch.unmappedKeys());
  }

  /** How many there have been, with this one. */
  long failure() {
    failures.inc();
    return failures.getCount();
  }

  void lookup(int suspectSpans) {
    lookups.inc();
    suspects.inc(suspectSpans);
  }

  void content(boolean news) {
    (news ? contents : contentsSkipped).inc();
  }
}
