package dev.leeway.streamjobs.text;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.Content;
import dev.leeway.signals.grounding.GroundingLimits;
import dev.leeway.signals.grounding.GroundingReader;
import java.util.List;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a span's payload texts for the grounding of its run, under the limits of the job. Not
 * thread-safe.
 */
public final class SpanTexts {
  private static final Logger LOG = LoggerFactory.getLogger(SpanTexts.class);
  private static final int FAILURES_PER_LINE = 1_000;
  private static final byte[] NOTHING = new byte[0];

  private final GroundingReader reader = new GroundingReader(GroundingLimits.ofJob());
  private final Counter spans;
  private final Counter bytes;
  private final Counter failures;

  /**
   * @param prefix of the counters' names
   */
  public SpanTexts(MetricGroup metrics, String prefix) {
    spans = metrics.counter(prefix + ".spans");
    bytes = metrics.counter(prefix + ".bytes");
    failures = metrics.counter(prefix + ".failures");
  }

  /** What was read, as {@code RunGrounding} bytes; empty where the texts say nothing. */
  public byte[] grounding(AgentEvent span, List<Content> contents) {
    byte[] read;
    try {
      read = reader.read(span, contents);
    } catch (RuntimeException e) {
      // A mistake of ours, which the text would meet again at each restart of the job.
      failures.inc();
      if (failures.getCount() % FAILURES_PER_LINE == 1) {
        LOG.error(
            "reading texts failed, trace {} span {}; failures: {}",
            span.traceId(),
            Long.toHexString(span.spanId()),
            failures.getCount(),
            e);
      }
      return NOTHING;
    }
    if (read.length > 0) {
      spans.inc();
      bytes.inc(read.length);
    }
    return read;
  }
}
