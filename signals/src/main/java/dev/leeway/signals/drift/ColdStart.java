package dev.leeway.signals.drift;

import dev.leeway.signals.drift.baseline.Baseline;
import dev.leeway.signals.drift.baseline.SlotCounts;
import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.window.WindowPartial;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells a monitor whose state is lost what storage knows besides the windows, after those: so that
 * past drift is not learned as normal, open findings go on, and what was frozen or pinned stays.
 * Not thread-safe.
 */
public final class ColdStart {
  private final TenantMonitor monitor;
  private final List<AgentSeasons.StoredHour> hours = new ArrayList<>();
  private @Nullable SeriesKey learning;

  ColdStart(TenantMonitor monitor) {
    this.monitor = monitor;
  }

  /** A frozen or pinned baseline, as it was last stored; says whether its series is known. */
  public boolean remember(Baseline baseline) {
    return monitor.recall(
        new SeriesKey(baseline.slice(), baseline.signal()),
        series ->
            series.remember(
                new SlotCounts(
                    baseline.slot(),
                    baseline.fromMillis(),
                    baseline.toMillis(),
                    baseline.histogram())));
  }

  /** The newest revision of a finding of drift; says whether its series is known. */
  public boolean resume(Finding finding) {
    if (finding.detector().equals(SeasonFindings.DETECTOR)) {
      return monitor.recall(
          new SeriesKey(finding.slice(), AgentSeasons.sourceOf(finding.signal())),
          series -> series.resumeSeason(finding));
    }
    return finding.detector().startsWith("drift.")
        && monitor.recall(
            new SeriesKey(finding.slice(), finding.signal()), series -> series.resume(finding));
  }

  /** Whether the four-week rule has been told of its past, or has been making its own. */
  public boolean knowsSeasons() {
    return monitor.seasons().isBegun();
  }

  /**
   * A whole hour of a whole agent's signal, for the four-week rule: a series in order of time
   * before the next one. A series that the monitor doesn't know is passed over.
   */
  public void season(WindowPartial hour) {
    SeriesKey key = new SeriesKey(hour.slice(), hour.signal());
    if (!key.equals(learning)) {
      learn();
      learning = key;
    }
    monitor
        .countsOf(hour)
        .ifPresent(
            counts -> hours.add(new AgentSeasons.StoredHour(hour.windowStartMillis(), counts)));
  }

  /** No further hours come. */
  public void seasonsRead() {
    learn();
    monitor.seasons().begin();
  }

  private void learn() {
    if (learning != null && !hours.isEmpty()) {
      List<AgentSeasons.StoredHour> learned = List.copyOf(hours);
      monitor.recall(learning, series -> series.learn(learned));
    }
    hours.clear();
  }
}
