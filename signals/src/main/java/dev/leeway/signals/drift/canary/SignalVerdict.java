package dev.leeway.signals.drift.canary;

import org.jspecify.annotations.Nullable;

/**
 * What is known of one signal: how far the candidate is from the baseline, and how surely.
 *
 * @param baseline its level in the signal's unit; a share, a geometric mean or a mean; NaN without
 *     data
 * @param effect candidate less baseline of a rate, candidate over baseline of numbers
 * @param low all effects below are excluded, together for all signals of the verdict
 * @param high all effects above are excluded, for this signal; where lower is worse low and high
 *     change their parts, and where both ways are, both hold for all signals together
 * @param margin the worsening that is tolerated, as a share or a relative change
 * @param n values of the baseline beside the candidate's
 * @param m values of the candidate
 * @param logE log e-value against "not worse"
 * @param logLimit what it must reach to prove a worsening
 * @param logEWithin log e-value against "worse by the margin or more"
 * @param logLimitWithin what that must reach to exclude it
 * @param neededToPromote values of the candidate, those seen included, that exclude the margin if
 *     both versions are alike; null where nothing can be said
 * @param neededToRollBack likewise, to prove the worsening if it is the one that is seen; null
 *     where none is seen
 * @param words the same in a sentence
 */
public record SignalVerdict(
    Measure measure,
    SignalState state,
    double baseline,
    double candidate,
    double effect,
    double low,
    double high,
    double margin,
    long n,
    long m,
    double logE,
    double logLimit,
    double logEWithin,
    double logLimitWithin,
    @Nullable Long neededToPromote,
    @Nullable Long neededToRollBack,
    String words) {

  SignalVerdict with(String newWords) {
    return new SignalVerdict(
        measure,
        state,
        baseline,
        candidate,
        effect,
        low,
        high,
        margin,
        n,
        m,
        logE,
        logLimit,
        logEWithin,
        logLimitWithin,
        neededToPromote,
        neededToRollBack,
        newWords);
  }
}
