package dev.leeway.signals.drift;

import dev.leeway.signals.drift.baseline.Histogram;
import dev.leeway.signals.drift.seasonal.SlotValue;

/**
 * What the four-week rule looks at in the hours of a whole agent: how high a watched signal is, or
 * how many runs there are.
 *
 * @param key of the signal; of runs, a signal of their own
 * @param label what it is called in a sentence
 * @param unit as {@link Watch.Distribution#unit()}; {@code %} for shares
 */
record SeasonQuantity(SeriesKey key, String label, String unit, Kind kind) {
  /** The signal that findings about the number of runs speak of. */
  static final String RUNS = "run.count";

  static final String PERCENT = "%";

  /** Values that are rare in both directions say nothing about how high a signal is. */
  private static final double TRIMMED = 0.1;

  /** A mean or a share of fewer is not looked at. */
  private static final int RUNS_MIN = 20;

  enum Kind {
    RUNS,
    SHARE,
    LEVEL
  }

  /**
   * What the rule looks at under a key.
   *
   * @param watch of the series that it is made of
   */
  static SeasonQuantity of(SeriesKey key, Watch watch) {
    if (key.signal().equals(RUNS)) {
      return new SeasonQuantity(key, "runs an hour", "", Kind.RUNS);
    }
    return switch (watch) {
      case Watch.Rate rate -> new SeasonQuantity(key, rate.label(), PERCENT, Kind.SHARE);
      case Watch.Distribution distribution ->
          new SeasonQuantity(key, "mean " + distribution.label(), distribution.unit(), Kind.LEVEL);
    };
  }

  /** The key of the number of runs. */
  static SeriesKey runsOf(SeriesKey outcome) {
    return new SeriesKey(outcome.slice(), RUNS);
  }

  /** An hour's counts as the rule takes them; hours without runs were not seen. */
  SlotValue valueOf(Histogram counts) {
    long runs = counts.count();
    if (runs == 0 || (kind != Kind.RUNS && runs < RUNS_MIN)) {
      return SlotValue.unseen();
    }
    return switch (kind) {
      case RUNS -> new SlotValue.Counted(runs, 1);
      case SHARE -> new SlotValue.Counted(runs - counts.zeros(), runs);
      case LEVEL -> new SlotValue.Level(counts.trimmedMean(TRIMMED), runs);
    };
  }

  /** How much an hour weighs in a mean over hours. */
  double weightOf(Histogram counts) {
    return kind == Kind.RUNS ? 1 : counts.count();
  }

  String words(double value) {
    return unit.equals(PERCENT) ? Numbers.percent(value) : Numbers.withUnit(value, unit);
  }
}
