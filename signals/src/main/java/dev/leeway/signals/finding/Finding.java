package dev.leeway.signals.finding;

import dev.leeway.signals.window.Slice;
import java.util.List;
import java.util.Map;

/**
 * One detector's statement about one signal of one slice, opened, updated and closed.
 *
 * @param findingId 32 hexadecimal digits: hash of tenant, detector, signal, slice and onset
 * @param revision grows with each statement
 * @param detector {@code drift.rate}, {@code drift.distribution}, {@code rule.loop}, …
 * @param history whether it speaks of traffic more than two hours behind its append time, which
 *     never pages
 * @param onsetMillis since when, in the agent's own time
 * @param closedAtMillis zero while open
 * @param effect effect size in the detector's own measure, such as PSI or a rate ratio
 * @param effectText effect in words, with numbers and sample sizes
 * @param baselineId names the baseline that was used; empty for rules
 * @param evidence numbers behind the statement, by name
 * @param coverage share of the spans that came, of those that its agent's runs since the onset
 *     should have had (telemetry.coverage), 0 to 1; NaN where no run says
 */
public record Finding(
    String findingId,
    long revision,
    String detector,
    String signal,
    Slice slice,
    Severity severity,
    FindingState state,
    boolean history,
    long onsetMillis,
    long openedAtMillis,
    long updatedAtMillis,
    long closedAtMillis,
    double effect,
    String effectText,
    String baselineId,
    Map<String, Double> evidence,
    double coverage,
    List<String> exemplarTraceIds) {

  public Finding {
    evidence = Map.copyOf(evidence);
    exemplarTraceIds = List.copyOf(exemplarTraceIds);
  }

  /** The same, taken more or less seriously. */
  public Finding withSeverity(Severity other) {
    return with(other, coverage);
  }

  /** The same, resting on another share of the traffic. */
  public Finding withCoverage(double other) {
    return with(severity, other);
  }

  private Finding with(Severity otherSeverity, double otherCoverage) {
    return new Finding(
        findingId,
        revision,
        detector,
        signal,
        slice,
        otherSeverity,
        state,
        history,
        onsetMillis,
        openedAtMillis,
        updatedAtMillis,
        closedAtMillis,
        effect,
        effectText,
        baselineId,
        evidence,
        otherCoverage,
        exemplarTraceIds);
  }
}
