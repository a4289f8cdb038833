package dev.leeway.signals.drift.canary;

/** A measure, and what two versions said of it beside each other. */
public record Compared(Measure measure, SideBySide values) {

  Comparison comparison() {
    return switch (measure.scale()) {
      case RATE -> SafeRates.of(values.blocks());
      case LOG, SHARE -> MeanSequence.ofDifference(values.blocks());
      case MEAN -> MeanSequence.ofRatio(values.blocks());
    };
  }
}
