package dev.leeway.signals.drift;

import dev.leeway.signals.drift.baseline.Histogram;
import dev.leeway.signals.window.WindowPartial;
import java.util.Optional;

/**
 * Takes a window partial to where it belongs: a minute to its open pane, a whole hour, or a minute
 * whose pane has closed, to history. What is not watched, too old or too much is counted and
 * dropped. Not thread-safe.
 */
final class PartialIntake {
  private static final int HOUR_SECONDS = 3_600;
  private static final int MINUTE_SECONDS = 60;

  private final DriftConfig config;
  private final Watches watches;
  private final AgentShelf agents;
  private final DeploymentShelf deployments;
  private final SeriesDesk desk;
  private final MonitorOutput output;

  PartialIntake(
      DriftConfig config,
      Watches watches,
      AgentShelf agents,
      DeploymentShelf deployments,
      SeriesDesk desk,
      MonitorOutput output) {
    this.config = config;
    this.watches = watches;
    this.agents = agents;
    this.deployments = deployments;
    this.desk = desk;
    this.output = output;
  }

  void add(WindowPartial partial) {
    Optional<Watch> watch = watches.of(partial.slice(), partial.signal());
    boolean length =
        partial.windowSeconds() == MINUTE_SECONDS || partial.windowSeconds() == HOUR_SECONDS;
    if (watch.isEmpty() || !length || saysNothing(partial, watch.get())) {
      output.counted(MonitorCount.UNWATCHED_PARTIALS, 1);
      return;
    }
    SeriesKey key = new SeriesKey(partial.slice(), partial.signal());
    AgentClock clock = agents.clockOf(partial.slice());
    if (partial.windowStartMillis() + config.history().toMillis() < clock.closedThrough) {
      output.counted(MonitorCount.TOO_OLD_PARTIALS, 1);
      return;
    }
    if (!agents.knows(key) && !agents.register(key)) {
      output.counted(MonitorCount.OVERFLOW_PARTIALS, 1);
      return;
    }
    deployments.saw(partial);
    take(partial, watch.get(), key, clock);
  }

  private void take(WindowPartial partial, Watch watch, SeriesKey key, AgentClock clock) {
    SeriesHead head = agents.headOf(key);
    int categories = head.categories();
    Histogram counts = head.countsOf(partial, watch);
    if (head.categories() > categories) {
      agents.save(key, head);
    }
    long start = partial.windowStartMillis();
    boolean hour = partial.windowSeconds() == HOUR_SECONDS;
    if (hour || head.endOf(start) <= clock.closedThrough) {
      output.counted(hour ? MonitorCount.HOUR_PARTIALS : MonitorCount.LATE_PARTIALS, 1);
      desk.change(key, clock, monitor -> monitor.correct(start, counts));
      if (!hour && tellsOfRuns(partial)) {
        clock.late.late(partial.count(), clock.closedThrough);
        agents.save(partial.slice(), clock);
      }
      return;
    }
    output.counted(MonitorCount.PARTIALS, 1);
    agents.panesOf(key, head).add(start, counts, partial.exemplars());
    long due = head.firstEndMillis() + config.lateness().toMillis();
    boolean runs = tellsOfRuns(partial);
    if (runs) {
      clock.late.inTime(partial.count(), clock.closedThrough);
    }
    if (due < clock.panesDue || runs) {
      clock.panesDue = Math.min(due, clock.panesDue);
      agents.save(partial.slice(), clock);
    }
  }

  /** Slices that keep no distribution of a signal keep its counts all the same. */
  private static boolean saysNothing(WindowPartial partial, Watch watch) {
    return watch instanceof Watch.Distribution
        && partial.buckets().isEmpty()
        && partial.bucketed() == 0;
  }

  /** Runs of the whole agent; corrections, which take as much back as they add, are none. */
  private static boolean tellsOfRuns(WindowPartial partial) {
    return partial.slice().wholeAgent()
        && partial.signal().equals(DeploymentShelf.COUNTED)
        && partial.count() > 0;
  }
}
