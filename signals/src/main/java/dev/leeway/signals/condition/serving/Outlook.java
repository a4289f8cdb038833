package dev.leeway.signals.condition.serving;

import dev.leeway.signals.condition.forecast.Trend;
import java.util.List;
import java.util.OptionalDouble;

/**
 * When something will be used up, by the {@link Trend} of the share that is in use: the mean of
 * each of the last minutes.
 */
public sealed interface Outlook {
  /** Fewer minutes say nothing. */
  int MINUTES_MIN = 15;

  /** Minutes that the line is laid through. */
  int MINUTES_SEEN = 30;

  /** Of the pairs of minutes, the later must be higher in so many: else it goes up and down. */
  double RISING_MIN = 2.0 / 3;

  /** So far may the newest minutes lie below the line: else it has come down since. */
  double BELOW_LINE_MAX = 0.05;

  int NEWEST = 3;

  /** Not enough data: {@code minutes} of {@link #MINUTES_MIN}. */
  record TooFew(int minutes) implements Outlook {}

  /** It stands still, falls, or goes up and down. */
  record Steady(double used) implements Outlook {}

  /**
   * It fills.
   *
   * @param used share in use now, by the line
   * @param perMinute growth of the share
   * @param seen minutes that the line is laid through
   * @param minutes until all is in use, between {@code soonest} and {@code latest} with 95 %
   *     confidence as far as minutes don't depend on each other
   */
  record Filling(
      int seen, double used, double perMinute, double minutes, double soonest, double latest)
      implements Outlook {

    /**
     * Whether it will be full so soon, and not much later at the latest; nothing is foretold for
     * longer than was seen.
     */
    public boolean within(int minutesAhead) {
      return minutes <= Math.min(seen, minutesAhead) && latest <= 2.0 * minutesAhead;
    }
  }

  /**
   * The outlook by the newest points.
   *
   * @param used shares in use, by time
   */
  static Outlook of(List<Trend.Point> used) {
    List<Trend.Point> seen = used.subList(Math.max(0, used.size() - MINUTES_SEEN), used.size());
    if (seen.size() < MINUTES_MIN) {
      return new TooFew(seen.size());
    }
    Trend trend =
        Trend.of(
            seen.stream()
                .map(point -> new Trend.Point(point.atMillis(), 1 - point.value()))
                .toList());
    double left = Math.max(0, trend.level());
    OptionalDouble minutes = trend.minutesUntil(0);
    double newest =
        seen.subList(seen.size() - NEWEST, seen.size()).stream()
            .mapToDouble(Trend.Point::value)
            .max()
            .orElseThrow();
    boolean real =
        trend.falling() >= RISING_MIN
            && trend.slopeHigh() < 0
            && newest >= 1 - left - BELOW_LINE_MAX;
    return real && minutes.isPresent()
        ? new Filling(
            seen.size(),
            1 - left,
            -trend.slopePerMinute(),
            minutes.getAsDouble(),
            left / -trend.slopeLow(),
            left / -trend.slopeHigh())
        : new Steady(1 - left);
  }
}
