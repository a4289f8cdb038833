package dev.leeway.signals.condition.forecast;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A straight line through points that a third of outliers doesn't move: the slope is the median of
 * the slopes between all pairs of points, the level the median of what it leaves.
 *
 * <p>Source: Theil (1950); Sen, "Estimates of the Regression Coefficient Based on Kendall's Tau",
 * JASA 63 (1968), whose interval lies between the slopes of rank {@code (N - C) / 2} and {@code (N
 * + C) / 2} of N, with {@code C = z sqrt(n (n - 1) (2 n + 5) / 18)}. It is for points that don't
 * depend on each other. Costs n²/2 slopes, so it is for some dozen points.
 *
 * @param level at the time of the last point
 * @param slopePerMinute change a minute
 * @param slopeLow lower end of the slope's 95 % interval
 * @param slopeHigh upper end
 * @param falling share of all pairs between which the later point is lower, 0 to 1
 */
public record Trend(
    double level, double slopePerMinute, double slopeLow, double slopeHigh, double falling) {
  /** With fewer points there is no trend. */
  public static final int POINTS_MIN = 8;

  private static final double MINUTE = 60_000.0;

  /** Of the normal distribution, for 95 %. */
  private static final double Z = 1.959963984540054;

  /** A value at a time. */
  public record Point(long atMillis, double value) {}

  /**
   * The line through at least {@value #POINTS_MIN} points of different times.
   *
   * @param points by time
   */
  public static Trend of(List<Point> points) {
    if (points.size() < POINTS_MIN) {
      throw new IllegalArgumentException(
          "expected at least " + POINTS_MIN + " points, came " + points.size());
    }
    double[] slopes = new double[points.size() * (points.size() - 1) / 2];
    int pairs = 0;
    int lower = 0;
    for (int later = 1; later < points.size(); later++) {
      for (int earlier = 0; earlier < later; earlier++) {
        double minutes = (points.get(later).atMillis - points.get(earlier).atMillis) / MINUTE;
        if (!(minutes > 0)) {
          throw new IllegalArgumentException("points must be in order of time: " + points);
        }
        double rise = points.get(later).value - points.get(earlier).value;
        lower += rise < 0 ? 1 : 0;
        slopes[pairs++] = rise / minutes;
      }
    }
    Arrays.sort(slopes);
    double slope = median(slopes);
    long last = points.getLast().atMillis;
    double[] levels =
        points.stream()
            .mapToDouble(point -> point.value + slope * (last - point.atMillis) / MINUTE)
            .toArray();
    int n = points.size();
    double c = Z * Math.sqrt(n * (n - 1) * (2.0 * n + 5) / 18);
    return new Trend(
        median(levels),
        slope,
        slopes[Math.max(0, (int) Math.round((pairs - c) / 2) - 1)],
        slopes[Math.min(pairs - 1, (int) Math.round((pairs + c) / 2))],
        (double) lower / pairs);
  }

  /** Minutes until the line reaches a value; empty where it stands still or goes away from it. */
  public OptionalDouble minutesUntil(double value) {
    double rest = value - level;
    return rest * slopePerMinute > 0
        ? OptionalDouble.of(rest / slopePerMinute)
        : OptionalDouble.empty();
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
