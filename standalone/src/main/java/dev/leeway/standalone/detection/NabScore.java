package dev.leeway.standalone.detection;

import java.util.List;

/**
 * The score of the Numenta Anomaly Benchmark for alarms that are raised or not (Lavin, Ahmad,
 * "Evaluating Real-Time Anomaly Detection Algorithms", ICMLA 2015, and the benchmark's sweeper).
 *
 * <p>With {@code s(y) = 2 / (1 + e^(5 y)) - 1}: a window weighs {@code s(y) / s(-1)} of its first
 * alarm, y from -1 at its left edge to almost 0 at its right one, or minus the weight of a miss; an
 * alarm outside {@code s(y)}, y being its distance from the window before in widths of that, -1
 * beyond 3 or without one before. The sum over all series is scaled so that no alarm at all is 0
 * and an alarm at every left edge alone is 100. Others' published scores chose the limit of each
 * detector by the labels; here a detector's own alarms count.
 */
final class NabScore {
  private final NabProfile profile;
  private double sum;
  private double perfect;
  private double silent;

  NabScore(NabProfile profile) {
    this.profile = profile;
  }

  /**
   * Counts a series in.
   *
   * @param alarms positions at which there was an alarm, ascending
   */
  void add(NabSeries series, List<Integer> alarms) {
    List<Integer> judged = alarms.stream().filter(alarm -> alarm >= series.judgedFrom()).toList();
    for (NabSeries.Window window : series.windows()) {
      if (window.last() >= series.judgedFrom()) {
        perfect += profile.found();
        silent -= profile.missed();
        sum +=
            judged.stream()
                .filter(window::holds)
                .findFirst()
                .map(alarm -> profile.found() * inWindow(window, alarm))
                .orElse(-profile.missed());
      }
    }
    for (int alarm : judged) {
      if (!series.inWindow(alarm)) {
        sum += profile.falseAlarm() * outside(series, alarm);
      }
    }
  }

  /** From 100 downwards, without end; NaN without any window. */
  double scaled() {
    return 100 * (sum - silent) / (perfect - silent);
  }

  private static double inWindow(NabSeries.Window window, int alarm) {
    return sigmoid(-(window.last() - alarm + 1.0) / window.width()) / sigmoid(-1);
  }

  private static double outside(NabSeries series, int alarm) {
    return series.windows().stream()
        .filter(window -> window.last() < alarm)
        .reduce((earlier, later) -> later)
        .map(before -> sigmoid((alarm - before.last()) / (before.width() - 1.0)))
        .orElse(-1.0);
  }

  private static double sigmoid(double position) {
    return position > 3 ? -1 : 2 / (1 + Math.exp(5 * position)) - 1;
  }
}
