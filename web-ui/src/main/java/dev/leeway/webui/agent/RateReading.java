package dev.leeway.webui.agent;

import dev.leeway.signals.condition.rate.RateLimit;
import dev.leeway.signals.window.Rate;
import dev.leeway.storage.query.SignalValues;
import dev.leeway.storage.query.TimeRange;
import dev.leeway.storage.query.WindowPoint;
import java.util.List;

/**
 * What an agent's runs come to per minute, in the range and in the one it is compared with.
 *
 * @param now over the whole range; NaN where nothing was counted
 * @param before likewise
 * @param limits what owners declared
 */
record RateReading(
    Rate rate, List<WindowPoint> series, double now, double before, List<RateLimit> limits) {
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
      Rate rate,
      List<WindowPoint> series,
      TimeRange range,
      SignalValues before,
      List<RateLimit> limits) {
    SignalValues now =
        series.stream().map(WindowPoint::values).reduce(SignalValues.EMPTY, SignalValues::plus);
    long seconds = range.length().toSeconds();
    return new RateReading(
        rate,
        series,
        perMinute(rate, now, seconds),
        perMinute(rate, before, seconds),
        limits.stream().filter(limit -> limit.rate() == rate).toList());
  }

  static double perMinute(Rate rate, SignalValues values, long seconds) {
    return values.isEmpty() || seconds <= 0
        ? Double.NaN
        : rate.amountOf(values.count(), values.sum()) * 60 / seconds;
  }
}
