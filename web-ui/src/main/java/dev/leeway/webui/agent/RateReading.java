package dev.leeway.webui.agent;

import dev.leeway.signals.condition.rate.RateLimit;
import dev.leeway.signals.window.Rate;
import dev.leeway.storage.query.SignalValues;
import dev.leeway.storage.query.WindowPoint;
import dev.leeway.webui.range.RatePerMinute;
import java.util.List;

/**
 * What an agent's runs come to per minute, in the range and in the one it is compared with.
 *
 * @param now over the whole range; NaN where nothing was counted
 * @param before likewise
 * @param limits what owners declared
 */
record RateReading(
    RatePerMinute perMinute,
    List<WindowPoint> series,
    double now,
    double before,
    List<RateLimit> limits) {
  RateReading {
    series = List.copyOf(series);
    limits = List.copyOf(limits);
  }

  /**
   * A reading.
   *
   * @param limits of all rates
   */
  static RateReading of(
      RatePerMinute perMinute,
      List<WindowPoint> series,
      SignalValues before,
      List<RateLimit> limits) {
    SignalValues now =
        series.stream().map(WindowPoint::values).reduce(SignalValues.EMPTY, SignalValues::plus);
    return new RateReading(
        perMinute,
        series,
        perMinute.of(now),
        whole(before, perMinute),
        limits.stream().filter(limit -> limit.rate() == perMinute.rate()).toList());
  }

  Rate rate() {
    return perMinute.rate();
  }

  /** The range that it is compared with is as long, and over. */
  private static double whole(SignalValues values, RatePerMinute perMinute) {
    long seconds = perMinute.range().length().toSeconds();
    return values.isEmpty() || seconds <= 0
        ? Double.NaN
        : perMinute.rate().amountOf(values.count(), values.sum()) * 60 / seconds;
  }
}
