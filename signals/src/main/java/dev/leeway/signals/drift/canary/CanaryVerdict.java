package dev.leeway.signals.drift.canary;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on a candidate, with its reasons.
 *
 * @param reasons why, the decisive first
 * @param warnings what the reader must know to believe it
 * @param signals of each watched measure, the worst first
 * @param sideBySideMillis from the first minute in which both ran to the end of the last
 * @param baselineRuns the most values that any watched measure of the baseline has beside the
 *     candidate's
 * @param candidateRuns likewise
 * @param candidateRunsNeeded how many the candidate needs in all until each signal can exclude its
 *     margin; null where that cannot be told
 */
public record CanaryVerdict(
    Decision decision,
    List<String> reasons,
    List<String> warnings,
    List<SignalVerdict> signals,
    long sideBySideMillis,
    long baselineRuns,
    long candidateRuns,
    @Nullable Long candidateRunsNeeded) {

  public CanaryVerdict {
    reasons = List.copyOf(reasons);
    warnings = List.copyOf(warnings);
    signals = List.copyOf(signals);
  }

  /** The same, with a warning more. */
  public CanaryVerdict withWarning(String warning) {
    List<String> more = new ArrayList<>(warnings);
    more.add(warning);
    return new CanaryVerdict(
        decision,
        reasons,
        more,
        signals,
        sideBySideMillis,
        baselineRuns,
        candidateRuns,
        candidateRunsNeeded);
  }
}
