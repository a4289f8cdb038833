package dev.leeway.streamjobs.source;

import dev.leeway.signals.drift.RuleHit;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What the watch over sources counts. */
final class WatchCounters {
  private final Counter overflowed;
  private final Counter forgotten;
  private final Counter told;
  private final Counter over;

  WatchCounters(MetricGroup group) {
    overflowed = group.counter("leeway.sources.watch.overflowed");
    forgotten = group.counter("leeway.sources.watch.forgotten");
    told = group.counter("leeway.sources.watch.told");
    over = group.counter("leeway.sources.watch.over");
  }

  void overflowed() {
    overflowed.inc();
  }

  void forgotten() {
    forgotten.inc();
  }

  void told(RuleHit.Course course) {
    switch (course) {
      case ONCE, HOLDS, LASTING -> told.inc();
      case OVER -> over.inc();
    }
  }
}
