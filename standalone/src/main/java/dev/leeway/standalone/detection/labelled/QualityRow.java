package dev.leeway.standalone.detection.labelled;

import dev.leeway.signals.drift.measure.Proportion;
import java.util.Locale;

/**
 * One measured number with its 95 % interval.
 *
 * @param value NaN where there was nothing to count
 * @param of how many the share is of
 * @param baseline what to compare with, in words; empty where there is nothing
 */
public record QualityRow(
    String set,
    String part,
    String measure,
    double value,
    double low,
    double high,
    long of,
    String baseline) {
  private static final double CONFIDENCE = 0.95;

  static QualityRow share(
      String set, Part part, String measure, long hits, long of, String baseline) {
    if (of == 0) {
      return new QualityRow(set, part.title(), measure, Double.NaN, 0, 1, 0, baseline);
    }
    Proportion proportion = new Proportion(hits, of);
    Proportion.Interval interval = proportion.wilson(CONFIDENCE);
    return new QualityRow(
        set,
        part.title(),
        measure,
        proportion.share(),
        interval.low(),
        interval.high(),
        of,
        baseline);
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "%-10s %-9s %-58s %5.3f  [%5.3f, %5.3f]  n=%-5d %s",
        set,
        part,
        measure,
        value,
        low,
        high,
        of,
        baseline);
  }
}
