package dev.leeway.signals.condition.limit;

import dev.leeway.signals.condition.Condition;
import dev.leeway.signals.condition.Memory;
import dev.leeway.signals.condition.Minute;
import dev.leeway.signals.condition.Want;
import dev.leeway.signals.condition.forecast.Trend;
import dev.leeway.signals.drift.Numbers;
import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.window.Dimensions;
import dev.leeway.signals.window.MergedWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A provider's rate limit is about to be used up: of the last 15 minutes' lows (the 10 % quantile
 * of what was left) the {@link Trend} reaches nothing within half an hour from a quarter or less,
 * or less than a twentieth is left. Below {@link Trend#POINTS_MIN} minutes there is not enough
 * data.
 */
public final class LimitHeadroom implements Condition {
  private static final String SIGNAL = "rate_limit.headroom";
  private static final long KEPT_MILLIS = HeadroomForecast.MINUTES * Minute.MILLIS;
  private static final double LOW = 0.25;
  private static final double LEAST = 0.05;
  private static final double SOON_MINUTES = 30;
  private static final double URGENT_MINUTES = 5;

  private static final int VERSION = 1;

  @Override
  public String name() {
    return "headroom";
  }

  @Override
  public Want wants(String signal, String dimension) {
    if (!dimension.equals(Dimensions.PROVIDER)) {
      return Want.NOTHING;
    }
    return signal.equals(SIGNAL)
        ? Want.DISTRIBUTION
        : signal.equals(NearestLimit.SIGNAL) ? Want.COUNTS : Want.NOTHING;
  }

  @Override
  public void judge(Minute minute, Memory memory, Consumer<RuleHit> hits) {
    for (MergedWindow window : minute.of(SIGNAL, Dimensions.PROVIDER)) {
      if (window.distribution().isEmpty()) {
        // Counts alone have no low, and what has no low would be below every limit.
        continue;
      }
      String provider = window.slice().value();
      List<Trend.Point> lows = decode(memory.get(provider));
      lows.removeIf(low -> low.atMillis() < minute.endMillis() - KEPT_MILLIS);
      lows.removeIf(low -> Double.isNaN(low.value())); // as kept before
      lows.add(
          new Trend.Point(
              minute.startMillis(), window.distribution().quantile(HeadroomForecast.LOW_QUANTILE)));
      memory.put(provider, encode(lows), minute.endMillis() + KEPT_MILLIS);
      String nearest =
          minute
              .of(NearestLimit.SIGNAL, window.slice())
              .map(runs -> NearestLimit.words(runs.categories()))
              .orElse("");
      HeadroomForecast.of(lows).ifPresent(forecast -> judge(window, nearest, forecast, hits));
    }
  }

  private static void judge(
      MergedWindow window, String nearest, HeadroomForecast headroom, Consumer<RuleHit> hits) {
    double left = headroom.left();
    OptionalDouble exhausted = headroom.minutesLeft();
    boolean soon = left <= LOW && exhausted.isPresent() && exhausted.getAsDouble() <= SOON_MINUTES;
    if (!soon && !(left <= LEAST)) {
      return;
    }
    double inMinutes = exhausted.orElse(left == 0 ? 0 : SOON_MINUTES);
    String forecast =
        exhausted.isPresent()
            ? "used up in %s min if it goes on so".formatted(Numbers.plain(inMinutes))
            : "not falling now";
    Map<String, Double> evidence =
        new TreeMap<>(
            Map.of(
                "left",
                left,
                "slope_per_minute",
                headroom.slopePerMinute(),
                "minutes_seen",
                (double) headroom.minutesSeen()));
    exhausted.ifPresent(in -> evidence.put("minutes_to_exhaustion", in));
    hits.accept(
        new RuleHit(
            "forecast.rate_limit",
            SIGNAL,
            window.slice(),
            inMinutes <= URGENT_MINUTES ? Severity.CRITICAL : Severity.WARNING,
            window.toMillis(),
            1 - left,
            "%s%s of the rate limit of %s is left, %s (by the low of each of %d minutes)"
                .formatted(
                    nearest.isEmpty() ? "" : nearest + ": ",
                    Numbers.percent(left),
                    window.slice().value(),
                    forecast,
                    headroom.minutesSeen()),
            evidence,
            window.exemplars()));
  }

  private static byte[] encode(List<Trend.Point> lows) {
    StateWriter writer = new StateWriter(VERSION).number(lows.size());
    lows.forEach(low -> writer.number(low.atMillis()).real(low.value()));
    return writer.bytes();
  }

  private static List<Trend.Point> decode(byte @Nullable [] bytes) {
    List<Trend.Point> lows = new ArrayList<>();
    if (bytes != null) {
      StateReader reader = new StateReader(bytes, VERSION);
      for (int left = reader.size(); left > 0; left--) {
        lows.add(new Trend.Point(reader.number(), reader.real()));
      }
    }
    return lows;
  }
}
