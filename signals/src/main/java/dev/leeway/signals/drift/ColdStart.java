package dev.leeway.signals.drift;

import dev.leeway.signals.drift.baseline.Baseline;
import dev.leeway.signals.drift.baseline.SlotCounts;
import dev.leeway.signals.finding.Finding;

/**
 * Tells a monitor whose state is lost what storage knows besides the windows, after those: so that
 * past drift is not learned as normal, open findings go on, and what was frozen or pinned stays.
 */
public final class ColdStart {
  private final TenantMonitor monitor;

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
    return finding.detector().startsWith("drift.")
        && monitor.recall(
            new SeriesKey(finding.slice(), finding.signal()), series -> series.resume(finding));
  }
}
