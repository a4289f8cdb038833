package dev.leeway.signals.drift.canary;

/**
 * A measure, and what two versions said of it beside each other.
 *
 * @param byRoute whether only runs on the same route are beside each other
 */
public record Compared(Measure measure, SideBySide values, boolean byRoute) {

  /** Where routes are not told apart. */
  public Compared(Measure measure, SideBySide values) {
    this(measure, values, false);
  }

  Comparison comparison() {
    return comparisonOf(values);
  }

  /** The same evidence from a part of the values. */
  Comparison comparisonOf(SideBySide values) {
    return switch (measure.scale()) {
      case RATE -> SafeRates.of(values.blocks());
      case LOG, SHARE -> MeanSequence.ofDifference(values.blocks());
      case MEAN -> MeanSequence.ofRatio(values.blocks());
    };
  }
}
