package dev.leeway.streamjobs.metric;

import dev.leeway.signals.metric.Mark;
import dev.leeway.signals.metric.Verdict;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** What became of points, by verdict, and of series. */
final class SeriesCounters {
  private final Map<Verdict, Counter> verdicts = new EnumMap<>(Verdict.class);
  private final Counter overflowed;
  private final Counter passedOver;
  private final Counter failures;
  private final Counter resets;
  private final Counter layoutChanges;
  private final Counter forgotten;
  private long active;

  SeriesCounters(MetricGroup metrics) {
    for (Verdict verdict : Verdict.values()) {
      verdicts.put(
          verdict,
          metrics.counter("leeway.metric.points." + verdict.name().toLowerCase(Locale.ROOT)));
    }
    overflowed = metrics.counter("leeway.metric.points.overflowed");
    passedOver = metrics.counter("leeway.metric.points.passed_over");
    failures = metrics.counter("leeway.metric.failures");
    resets = metrics.counter("leeway.metric.resets");
    layoutChanges = metrics.counter("leeway.metric.layout_changes");
    forgotten = metrics.counter("leeway.metric.series.forgotten");
    metrics.gauge("leeway.metric.series", (Gauge<Long>) () -> active);
  }

  void became(Verdict verdict) {
    Counter counter = verdicts.get(verdict);
    if (counter != null) {
      counter.inc();
    }
  }

  void stored(int marks) {
    if (Mark.RESET.in(marks)) {
      resets.inc();
    }
    if (Mark.LAYOUT_CHANGED.in(marks)) {
      layoutChanges.inc();
    }
  }

  void overflow() {
    overflowed.inc();
  }

  /** A point that a run whose state is lost may have stored. */
  void passedOver() {
    passedOver.inc();
  }

  /** How many points met a mistake of ours, with this one. */
  long failure() {
    failures.inc();
    return failures.getCount();
  }

  void admitted(long series) {
    active += series;
  }

  void forgot(long series) {
    active -= series;
    forgotten.inc(series);
  }
}
