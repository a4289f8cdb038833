package dev.leeway.streamjobs.decode;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What is counted of events and payload texts on their way from a decoder. */
final class OutputCounters {
  private final Counter suspects;
  private final Counter lookups;
  private final Counter contents;
  private final Counter contentsKnown;

  OutputCounters(MetricGroup metrics) {
    suspects = metrics.counter("leeway.decode.suspects");
    lookups = metrics.counter("leeway.decode.lookups");
    contents = metrics.counter("leeway.decode.contents");
    contentsKnown = metrics.counter("leeway.decode.contents.known");
  }

  void lookup(int suspectEvents) {
    lookups.inc();
    suspects.inc(suspectEvents);
  }

  void content(boolean news) {
    (news ? contents : contentsKnown).inc();
  }
}
