package dev.leeway.signals.condition.limit;

import dev.leeway.signals.condition.forecast.Trend;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * When a rate limit is used up if it goes on so, by the {@link Trend} of the lows of single minutes
 * (the {@value #LOW_QUANTILE} quantile of what was left).
 *
 * @param left share of the limit that is left now
 * @param minutesLeft empty where it doesn't fall
 * @param minutesSeen what it rests on
 */
public record HeadroomForecast(
    double left, double slopePerMinute, OptionalDouble minutesLeft, int minutesSeen) {
  /** As far back as it looks. */
  public static final int MINUTES = 15;

  public static final double LOW_QUANTILE = 0.1;

  /** Of the pairs of minutes, the later must be lower in so many: else it is noise. */
  private static final double FALLING_MIN = 2.0 / 3;

  /** Empty below {@link Trend#POINTS_MIN} minutes, which is not enough data. */
  public static Optional<HeadroomForecast> of(List<Trend.Point> lows) {
    if (lows.size() < Trend.POINTS_MIN) {
      return Optional.empty();
    }
    Trend trend = Trend.of(lows);
    return Optional.of(
        new HeadroomForecast(
            Math.max(0, trend.level()),
            trend.slopePerMinute(),
            trend.falling() >= FALLING_MIN ? trend.minutesUntil(0) : OptionalDouble.empty(),
            lows.size()));
  }
}
