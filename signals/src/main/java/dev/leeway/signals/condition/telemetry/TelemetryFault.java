package dev.leeway.signals.condition.telemetry;

import dev.leeway.signals.drift.Numbers;
import dev.leeway.signals.finding.Severity;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What may be wrong with an agent's telemetry, and from when on it is told. What an agent is known
 * for, parents that nobody sends or attributes of its own, is no fault: coverage and unmapped
 * attributes are compared with the hour before. What a sampler left out is none either.
 */
enum TelemetryFault {
  /** The share of spans that came, of those that should have, fell by 5 points. */
  COVERAGE(Telemetry.COVERAGE, Severity.WARNING) {
    @Override
    Optional<Said> of(Telemetry now, Telemetry before) {
      double fell = before.keptShare() - now.keptShare();
      return before.covered() >= RUNS_MIN && fell >= COVERAGE_FALL
          ? said(
              fell,
              "%s of spans came, %s in the hour before (%s runs): what is told since is of fewer"
                  .formatted(
                      Numbers.percent(now.keptShare()),
                      Numbers.percent(before.keptShare()),
                      Numbers.count(now.runs())),
              Map.of("kept", now.keptShare(), "kept_before", before.keptShare()),
              now)
          : Optional.empty();
    }
  },

  /** One run of ten, and at least three, got a span after it was over. */
  LATE(Telemetry.LATE, Severity.WARNING) {
    @Override
    Optional<Said> of(Telemetry now, Telemetry before) {
      return now.late() >= LATE_MIN && now.lateOfRun() >= LATE_OF_RUN
          ? said(
              now.lateOfRun(),
              "spans of %s of %s runs came after their run was over, %s s after their end on average: these runs are written again, and what they say is late"
                  .formatted(
                      Numbers.count(now.late()),
                      Numbers.count(now.runs()),
                      Numbers.plain(Math.rint(now.lateSecondsMean()))),
              Map.of("late_of_run", now.lateOfRun(), "late_of_run_limit", LATE_OF_RUN),
              now)
          : Optional.empty();
    }
  },

  /** A span carries one attribute more that no mapper knows, and half as many again. */
  UNMAPPED(Telemetry.UNMAPPED, Severity.INFO) {
    @Override
    Optional<Said> of(Telemetry now, Telemetry before) {
      double unmapped = now.unmappedOfSpan();
      double usual = before.unmappedOfSpan();
      return before.runs() >= RUNS_MIN && unmapped >= Math.max(usual + 1, UNMAPPED_GROWTH * usual)
          ? said(
              unmapped - usual,
              "a span carries %s attributes that no mapper knows, %s in the hour before (%s runs): a library may have renamed them; ./leeway doctor telemetry lists them"
                  .formatted(
                      Numbers.plain(unmapped), Numbers.plain(usual), Numbers.count(now.runs())),
              Map.of("unmapped", unmapped, "unmapped_before", usual),
              now)
          : Optional.empty();
    }
  },

  /** The clocks of a run's senders differ in one run of ten. */
  SKEW(Telemetry.SKEW, Severity.WARNING) {
    @Override
    Optional<Said> of(Telemetry now, Telemetry before) {
      return now.skewedShare() >= SKEWED_SHARE
          ? said(
              now.skewMillisMean(),
              "clocks of senders differ by %s on average in %s of %s runs: their spans are in wrong minutes and in a wrong order"
                  .formatted(
                      Numbers.withUnit(now.skewMillisMean(), "ms"),
                      Numbers.count(now.skewed()),
                      Numbers.count(now.runs())),
              Map.of("skew_ms", now.skewMillisMean(), "skewed", now.skewedShare()),
              now)
          : Optional.empty();
    }
  },

  /** One run in ten finds no slice of its own. */
  OVERFLOW(Telemetry.OVERFLOW, Severity.INFO) {
    @Override
    Optional<Said> of(Telemetry now, Telemetry before) {
      return now.foldedShare() >= FOLDED_SHARE
          ? said(
              now.foldedShare(),
              "%s of %s runs found no slice of their own, because the tenant has too many active ones: they are shown as __other__"
                  .formatted(Numbers.percent(now.foldedShare()), Numbers.count(now.runs())),
              Map.of("folded", now.foldedShare()),
              now)
          : Optional.empty();
    }
  };

  /** Of fewer runs nothing is said. */
  static final long RUNS_MIN = 20;

  private static final double COVERAGE_FALL = 0.05;
  private static final double LATE_OF_RUN = 0.1;
  private static final long LATE_MIN = 3;
  private static final double UNMAPPED_GROWTH = 1.5;
  private static final double SKEWED_SHARE = 0.1;
  private static final double FOLDED_SHARE = 0.1;

  private final String signal;
  private final Severity severity;

  TelemetryFault(String signal, Severity severity) {
    this.signal = signal;
    this.severity = severity;
  }

  String signal() {
    return signal;
  }

  Severity severity() {
    return severity;
  }

  /** What is to be said of so many runs; nothing where all is as it was. */
  abstract Optional<Said> of(Telemetry now, Telemetry before);

  static Optional<Said> said(
      double effect, String text, Map<String, Double> evidence, Telemetry now) {
    Map<String, Double> all = new TreeMap<>(evidence);
    all.put("n", (double) now.runs());
    all.put("n_needed", (double) RUNS_MIN);
    return Optional.of(new Said(effect, text, all));
  }

  /**
   * What is wrong.
   *
   * @param effect how far, in the fault's own measure
   */
  record Said(double effect, String text, Map<String, Double> evidence) {}
}
