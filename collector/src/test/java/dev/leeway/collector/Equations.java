package dev.leeway.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.metrics.CollectorMetrics;
import dev.leeway.collector.otlp.Signal;

/** The counters' promises, for all signals, when no request is under way. */
public final class Equations {
  private Equations() {}

  public static void hold(Collector collector) {
    for (Signal signal : Signal.values()) {
      CollectorMetrics.Counts counts = collector.metrics().snapshot(signal);
      assertThat(counts.requests())
          .as("requests of %s: %s", signal, counts)
          .isEqualTo(counts.acceptedRequests() + counts.refusedRequestsSum());
      assertThat(counts.received())
          .as("received %s: %s", signal, counts)
          .isEqualTo(counts.accepted() + counts.refusedSum());
      assertThat(counts.published())
          .as("published %s: %s", signal, counts)
          .isEqualTo(counts.accepted() + counts.ambiguous());
    }
  }
}
