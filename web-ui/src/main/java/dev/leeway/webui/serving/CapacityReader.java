package dev.leeway.webui.serving;

import dev.leeway.signals.condition.capacity.Headroom;
import dev.leeway.signals.condition.capacity.TailShare;
import dev.leeway.signals.condition.forecast.Trend;
import dev.leeway.signals.window.Slice;
import dev.leeway.storage.query.AgentStore;
import dev.leeway.storage.query.SignalValues;
import dev.leeway.storage.query.SliceSignal;
import dev.leeway.storage.query.TimeRange;
import dev.leeway.storage.query.WindowPoint;
import dev.leeway.storage.query.WindowStep;
import dev.leeway.storage.query.WindowStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads how much more of their runs the busiest agents could meet. */
final class CapacityReader {
  private static final int AGENTS_MAX = 12;
  private static final int TAIL_POINTS = 24;
  private static final String RUNS = "run.count";
  private static final String TOKENS = "tokens.rate";
  private static final String COST = "cost.run";
  private static final String BUSY = "run.duration";
  private static final Duration WEEK = Duration.ofHours(Headroom.HOURS_KEPT);
  private static final Duration LATELY = Duration.ofMinutes(30);
  private static final long NOW_MINUTES = 15;
  private static final double SOON_MINUTES = 30;

  private final AgentStore agents;
  private final WindowStore windows;

  CapacityReader(AgentStore agents, WindowStore windows) {
    this.agents = agents;
    this.windows = windows;
  }

  List<CapacityLine> lines(String tenantId, TimeRange range, Instant now) {
    List<Slice> slices =
        agents.withRuns(tenantId, range, now).stream()
            .limit(AGENTS_MAX)
            .map(agent -> Slice.ofAgent(tenantId, agent.environment(), agent.name()))
            .toList();
    Map<SliceSignal, List<WindowPoint>> hours =
        windows.seriesOf(
            slices,
            List.of(RUNS, TOKENS),
            TimeRange.before(now, WEEK),
            new WindowStep(3_600, 3_600));
    Map<SliceSignal, List<WindowPoint>> lately =
        windows.seriesOf(
            slices,
            List.of(RUNS, TOKENS, COST),
            TimeRange.before(now, LATELY),
            new WindowStep(60, 60));
    Map<SliceSignal, List<WindowPoint>> whole =
        windows.seriesOf(
            slices, List.of(TOKENS, COST, BUSY), range, WindowStep.of(range, TAIL_POINTS, now));
    List<CapacityLine> lines = new ArrayList<>();
    for (Slice agent : slices) {
      lines.add(
          new CapacityLine(
              agent,
              perMinute(of(lately, agent, RUNS), now, Of.COUNT),
              perMinute(of(lately, agent, TOKENS), now, Of.SUM),
              perMinute(of(lately, agent, COST), now, Of.SUM),
              soon(of(lately, agent, RUNS), now),
              new CapacityHours(of(hours, agent, RUNS), of(hours, agent, TOKENS)).headroom(),
              tail(of(whole, agent, TOKENS)),
              tail(of(whole, agent, COST)),
              tail(of(whole, agent, BUSY))));
    }
    return lines;
  }

  private enum Of {
    COUNT,
    SUM
  }

  private static List<WindowPoint> of(
      Map<SliceSignal, List<WindowPoint>> series, Slice agent, String signal) {
    return series.getOrDefault(new SliceSignal(agent, signal), List.of());
  }

  private static double perMinute(List<WindowPoint> minutes, Instant now, Of what) {
    Instant from = now.minusSeconds(NOW_MINUTES * 60);
    double sum =
        minutes.stream()
            .filter(point -> !point.at().isBefore(from))
            .mapToDouble(point -> what == Of.COUNT ? point.values().count() : point.values().sum())
            .sum();
    return minutes.isEmpty() ? Double.NaN : sum / NOW_MINUTES;
  }

  /** A minute without a run is zero runs here; the newest one is not over. */
  private static double soon(List<WindowPoint> minutes, Instant now) {
    Map<Long, Double> runs = new TreeMap<>();
    long last = now.getEpochSecond() / 60 - 1;
    for (long minute = last - LATELY.toMinutes() + 2; minute < last; minute++) {
      runs.put(minute, 0.0);
    }
    minutes.forEach(point ->
        runs.computeIfPresent(
            point.at().getEpochSecond() / 60, (minute, none) -> (double) point.values().count()));
    Trend trend =
        Trend.of(
            runs.entrySet().stream()
                .map(run -> new Trend.Point(run.getKey() * 60_000, run.getValue()))
                .toList());
    boolean real = trend.slopeLow() > 0 || trend.slopeHigh() < 0;
    return real ? Math.max(0, trend.level() + SOON_MINUTES * trend.slopePerMinute()) : Double.NaN;
  }

  private static double tail(List<WindowPoint> points) {
    SignalValues all =
        points.stream().map(WindowPoint::values).reduce(SignalValues.EMPTY, SignalValues::plus);
    return TailShare.of(all.distribution()).orElse(Double.NaN);
  }
}
