package dev.leeway.signals.condition.telemetry;

import dev.leeway.signals.drift.CoverageShelf;
import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import dev.leeway.signals.window.MergedWindow;
import java.util.List;

/**
 * What the runs of a stretch of time say of their telemetry, added up. A share is over all runs,
 * since a run without a number has nothing to tell.
 *
 * @param covered runs that say how much of them came
 * @param coverage sum of what they say
 * @param late traces of which a span came after their runs were over
 * @param lateSeconds sum of how long after their end they came
 * @param unmapped sum of unmapped attributes of a span
 * @param skewed runs whose senders' clocks differ
 * @param skewMillis sum of their differences
 * @param folded runs that found no slice of their own in some dimension
 */
public record Telemetry(
    long runs,
    long covered,
    double coverage,
    long late,
    double lateSeconds,
    double unmapped,
    long skewed,
    double skewMillis,
    long folded) {

  public static final String RUNS = "run.count";
  public static final String COVERAGE = CoverageShelf.SIGNAL;
  public static final String LATE = "telemetry.late";
  public static final String UNMAPPED = "telemetry.unmapped";
  public static final String SKEW = "telemetry.skew";
  public static final String OVERFLOW = "telemetry.overflow";

  /** What it is made of. */
  public static final List<String> SIGNALS =
      List.of(RUNS, COVERAGE, LATE, UNMAPPED, SKEW, OVERFLOW);

  public static final Telemetry NONE = new Telemetry(0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** Of one window of a whole agent; of others nothing. */
  static Telemetry of(MergedWindow window) {
    return of(window.signal(), window.count(), window.sum());
  }

  /** Of so many values of a signal with this sum. */
  public static Telemetry of(String signal, long count, double sum) {
    return switch (signal) {
      case RUNS -> new Telemetry(count, 0, 0, 0, 0, 0, 0, 0, 0);
      case COVERAGE -> new Telemetry(0, count, sum, 0, 0, 0, 0, 0, 0);
      case LATE -> new Telemetry(0, 0, 0, count, sum, 0, 0, 0, 0);
      case UNMAPPED -> new Telemetry(0, 0, 0, 0, 0, sum, 0, 0, 0);
      case SKEW -> new Telemetry(0, 0, 0, 0, 0, 0, count, sum, 0);
      case OVERFLOW -> new Telemetry(0, 0, 0, 0, 0, 0, 0, 0, count);
      default -> NONE;
    };
  }

  public Telemetry plus(Telemetry other) {
    return new Telemetry(
        runs + other.runs,
        covered + other.covered,
        coverage + other.coverage,
        late + other.late,
        lateSeconds + other.lateSeconds,
        unmapped + other.unmapped,
        skewed + other.skewed,
        skewMillis + other.skewMillis,
        folded + other.folded);
  }

  /** Share of spans that came, of those that should have; NaN where no run says it. */
  public double keptShare() {
    return coverage / covered;
  }

  /** Share of runs that were written again for a late span. */
  public double lateOfRun() {
    return (double) late / runs;
  }

  public double lateSecondsMean() {
    return lateSeconds / late;
  }

  public double unmappedOfSpan() {
    return unmapped / runs;
  }

  public double skewedShare() {
    return (double) skewed / runs;
  }

  public double skewMillisMean() {
    return skewMillis / skewed;
  }

  public double foldedShare() {
    // A correction may be read before what it corrects.
    return Math.clamp((double) folded / runs, 0, 1);
  }

  void encode(StateWriter writer) {
    writer.number(runs).number(covered).real(coverage).number(late).real(lateSeconds);
    writer.real(unmapped).number(skewed).real(skewMillis).number(folded);
  }

  static Telemetry decode(StateReader reader) {
    return new Telemetry(
        reader.number(),
        reader.number(),
        reader.real(),
        reader.number(),
        reader.real(),
        reader.real(),
        reader.number(),
        reader.real(),
        reader.number());
  }
}
