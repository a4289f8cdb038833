package dev.leeway.webui.words;

import dev.leeway.signals.condition.telemetry.Telemetry;
import dev.leeway.signals.finding.Finding;
import java.util.ArrayList;
import java.util.List;

/**
 * How much is known, in a line: {@code 97 % of a run's spans on average, late spans in 2 of 100
 * runs}. What is as it should be is not said, but for the share of spans.
 */
public final class TelemetryWords {
  private static final double UNMAPPED_TOLD_FROM = 0.05;

  private TelemetryWords() {}

  /** Empty where no run ended, and so nothing is known. */
  public static String of(Telemetry telemetry) {
    if (telemetry.runs() <= 0) {
      return "";
    }
    return told(telemetry.keptShare(), telemetry);
  }

  /**
   * Of the runs that a finding rests on: the share of spans is what it stated, whatever is known by
   * now.
   */
  public static String of(Finding finding, Telemetry telemetry) {
    return told(finding.coverage(), telemetry);
  }

  private static String told(double keptShare, Telemetry telemetry) {
    List<String> parts = new ArrayList<>();
    if (keptShare >= 0) {
      parts.add(percent(keptShare) + " of a run's spans on average");
    }
    if (telemetry.late() > 0) {
      parts.add(
          "late spans in %s of %s runs"
              .formatted(Numbers.count(telemetry.late()), Numbers.count(telemetry.runs())));
    }
    if (telemetry.skewed() > 0) {
      parts.add("clocks differ in " + percent(telemetry.skewedShare()) + " of runs");
    }
    if (telemetry.unmappedOfSpan() >= UNMAPPED_TOLD_FROM) {
      parts.add(Numbers.significant(telemetry.unmappedOfSpan()) + " unmapped attributes on a span");
    }
    if (telemetry.folded() > 0) {
      parts.add(percent(telemetry.foldedShare()) + " of runs without a slice of their own");
    }
    return String.join(", ", parts);
  }

  /** Rounded down, so that 100 is all of it. */
  private static String percent(double share) {
    double percent = 100 * share;
    return (percent < 1 ? Numbers.significant(percent) : Numbers.significant(Math.floor(percent)))
        + " %";
  }
}
