package dev.leeway.webui.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.leeway.signals.drift.canary.CanaryVerdict;
import dev.leeway.signals.drift.canary.SignalVerdict;
import dev.leeway.storage.query.TimeRange;
import dev.leeway.webui.canary.CanaryReport;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A verdict as the API gives it.
 *
 * @param verdict {@code promote}, {@code hold}, {@code rollback} or {@code inconclusive}
 * @param from start of what was read; null where nothing was
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record CanaryJson(
    String verdict,
    List<String> reasons,
    List<String> warnings,
    String agent,
    String environment,
    String baseline,
    String candidate,
    @Nullable Instant from,
    @Nullable Instant to,
    long sideBySideMinutes,
    long baselineRuns,
    long candidateRuns,
    @Nullable Long candidateRunsNeeded,
    int minRuns,
    double alpha,
    List<SignalJson> signals) {

  private static final long MILLIS_PER_MINUTE = 60_000;

  /** One signal; numbers that nothing is known of are null. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record SignalJson(
      String signal,
      String label,
      String state,
      String words,
      String scale,
      String worse,
      @Nullable Double baseline,
      @Nullable Double candidate,
      @Nullable Double effect,
      @Nullable Double low,
      @Nullable Double high,
      double margin,
      long baselineN,
      long candidateN,
      @Nullable Double logE,
      double logELimit,
      @Nullable Double logEWithinMargin,
      double logELimitWithinMargin,
      @Nullable Long candidateNToPromote,
      @Nullable Long candidateNToRollBack) {

    static SignalJson of(SignalVerdict signal) {
      return new SignalJson(
          signal.measure().name(),
          signal.measure().label(),
          signal.state().word(),
          signal.words(),
          signal.measure().scale().words(),
          signal.measure().worse().words(),
          finite(signal.baseline()),
          finite(signal.candidate()),
          finite(signal.effect()),
          finite(signal.low()),
          finite(signal.high()),
          signal.margin(),
          signal.n(),
          signal.m(),
          finite(signal.logE()),
          signal.logLimit(),
          finite(signal.logEWithin()),
          signal.logLimitWithin(),
          signal.neededToPromote(),
          signal.neededToRollBack());
    }

    private static @Nullable Double finite(double value) {
      return Double.isFinite(value) ? value : null;
    }
  }

  static CanaryJson of(CanaryReport report) {
    CanaryVerdict verdict = report.verdict();
    return new CanaryJson(
        verdict.decision().word(),
        verdict.reasons(),
        verdict.warnings(),
        report.agent().agent(),
        report.agent().environment(),
        report.baseline(),
        report.candidate(),
        report.range().map(TimeRange::from).orElse(null),
        report.range().map(TimeRange::to).orElse(null),
        verdict.sideBySideMillis() / MILLIS_PER_MINUTE,
        verdict.baselineRuns(),
        verdict.candidateRuns(),
        verdict.candidateRunsNeeded(),
        report.settings().runsMin(),
        report.settings().alpha(),
        verdict.signals().stream().map(SignalJson::of).toList());
  }
}
