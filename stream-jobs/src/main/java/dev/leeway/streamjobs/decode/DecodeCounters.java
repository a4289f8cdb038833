package dev.leeway.streamjobs.decode;

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
  }

  void record(int sizeBytes, long decodedSpans, long deadLetteredSpans, int lowConfidenceSpans) {
    records.inc();
    bytes.inc(sizeBytes);
    decoded.inc(decodedSpans);
    deadLettered.inc(deadLetteredSpans);
    lowConfidence.inc(lowConfidenceSpans);
  }

  void lookup(int suspectSpans) {
    lookups.inc();
    suspects.inc(suspectSpans);
  }

  void content(boolean news) {
    (news ? contents : contentsSkipped).inc();
  }
}
