package dev.leeway.standalone.detection;

import dev.leeway.signals.drift.DriftConfig;
import dev.leeway.signals.drift.TenantMonitor;
import dev.leeway.signals.drift.Watches;
import dev.leeway.signals.window.FoldSettings;
import dev.leeway.signals.window.Measurement;
import dev.leeway.signals.window.Observation;
import dev.leeway.signals.window.Slice;
import dev.leeway.signals.window.WindowFold;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The product's monitor over a series of numbers, each taken as a run with that number: where a
 * finding opens. It learns from 2,000 numbers of a week, so it is silent on series of fewer.
 */
final class MonitorAlarms {
  private static final String SIGNAL = "complexity.input_tokens";
  private static final String TENANT = "bench";
  private static final String ENVIRONMENT = "test";
  private static final String AGENT = "series";
  private static final long HOUR = 3_600_000;

  private MonitorAlarms() {}

  /** Positions of the last numbers before findings opened. */
  static List<Integer> of(NabSeries series) {
    MonitorMemory memory = new MonitorMemory();
    int at = 0;
    while (at < series.length()) {
      long end = (Math.floorDiv(series.millis(at), HOUR) + 1) * HOUR;
      WindowFold fold = new WindowFold(FoldSettings.of(Set.of(SIGNAL), Set.of()));
      for (; at < series.length() && series.millis(at) < end; at++) {
        fold.add(observation(series.millis(at), series.value(at), at));
      }
      TenantMonitor monitor =
          new TenantMonitor(
              TENANT, DriftConfig.defaults(), Watches.defaults(), memory, memory.output());
      fold.drain().forEach(monitor::add);
      long clock = end + DriftConfig.defaults().lateness().toMillis();
      monitor.advance(ENVIRONMENT, AGENT, clock, clock);
    }
    return positionsOf(series, memory.openedAtMillis());
  }

  /** Sketches hold numbers from zero on: what lies below counts as zero. */
  private static Observation observation(long millis, double value, int at) {
    return new Observation(
        Slice.ofAgent(TENANT, ENVIRONMENT, AGENT),
        1,
        millis,
        Map.of(),
        List.of(Measurement.number(SIGNAL, Math.max(0, value))),
        "%032x".formatted(at + 1));
  }

  private static List<Integer> positionsOf(NabSeries series, List<Long> openedAtMillis) {
    List<Integer> positions = new ArrayList<>();
    for (long opened : openedAtMillis) {
      int last = 0;
      while (last + 1 < series.length() && series.millis(last + 1) < opened) {
        last++;
      }
      positions.add(last);
    }
    return positions.stream().sorted().distinct().toList();
  }
}
