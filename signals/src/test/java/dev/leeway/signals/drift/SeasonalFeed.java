package dev.leeway.signals.drift;

import static dev.leeway.signals.drift.Traffic.HOUR;
import static dev.leeway.signals.drift.Traffic.SHOP;

import dev.leeway.signals.window.Buckets;
import dev.leeway.signals.window.WindowPartial;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * An agent with a week's rhythm, five minutes at a time: busy on working days, quiet at night, with
 * hours that differ by chance and by 5 % for no reason.
 */
final class SeasonalFeed {
  static final String TOKENS = "complexity.input_tokens";
  static final String OUTCOME = "run.outcome";
  private static final long STEP = 300_000;

  final MapStore store = new MapStore();
  final Recording recording = new Recording();
  final TenantMonitor monitor =
      new TenantMonitor("acme", DriftConfig.defaults(), Watches.defaults(), store, recording);
  private final SplittableRandom random;
  long now = Feed.START;

  /** Times as many runs as usual. */
  double runs = 1;

  /** Times as many tokens as usual. */
  double tokens = 1;

  /** Runs of a busy hour. */
  double busiest = 600;

  Arrival arrival = Arrival.WHOLE;

  private double wobble = 1;

  SeasonalFeed(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Weeks as storage has them, told as after a lost state. */
  void remember(int weeks) {
    ColdStart cold = monitor.coldStart();
    now += weeks * 168L * HOUR;
    // A series is known by its last hour; then its weeks are told in order.
    for (String signal : List.of(OUTCOME, TOKENS)) {
      monitor.add(hour(signal, now - HOUR));
    }
    for (String signal : List.of(OUTCOME, TOKENS)) {
      for (long at = now - weeks * 168L * HOUR; at < now; at += HOUR) {
        cold.season(hour(signal, at));
      }
    }
    cold.seasonsRead();
  }

  void live(long millis) {
    for (long end = now + millis; now < end; now += STEP) {
      if (Math.floorMod(now, HOUR) == 0) {
        wobble = Math.exp(0.05 * random.nextGaussian());
      }
      double perStep = rhythm(now) * busiest * runs * wobble * STEP / HOUR;
      monitor.add(partial(OUTCOME, now, 60, count(perStep), 1));
      monitor.add(partial(TOKENS, now, 60, count(perStep), tokens));
      monitor.advance("prod", "shop", now + STEP, now + STEP, arrival);
    }
  }

  Season season(String signal) {
    return new SeasonShelf(DriftConfig.defaults(), store, recording)
        .find(new SeriesKey(SHOP, signal))
        .orElseThrow();
  }

  private WindowPartial hour(String signal, long at) {
    double usual = Math.exp(0.05 * random.nextGaussian());
    return partial(signal, at, 3_600, count(rhythm(at) * busiest * usual), 1);
  }

  private WindowPartial partial(String signal, long at, int seconds, long count, double factor) {
    Map<Integer, Long> buckets = new HashMap<>();
    Map<String, Long> categories = new HashMap<>();
    double usual = Math.exp(0.03 * random.nextGaussian());
    for (long run = 0; run < count; run++) {
      if (signal.equals(OUTCOME)) {
        categories.merge(random.nextInt(50) == 0 ? "ERROR" : "OK", 1L, Long::sum);
      } else {
        double value = 1_000 * usual * factor * Math.exp(0.6 * random.nextGaussian());
        buckets.merge(Buckets.indexOf(value), 1L, Long::sum);
      }
    }
    return new WindowPartial(SHOP, signal, at, seconds, count, 0, buckets, categories, List.of());
  }

  /** Poisson's law, by the normal one. */
  private long count(double mean) {
    return Math.max(1, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
  }

  /** Share of the busiest hour: a day's wave, and weekends of a third. */
  private static double rhythm(long millis) {
    long hours = Math.floorDiv(millis - Feed.START, HOUR);
    double day = 0.55 + 0.45 * Math.sin((hours % 24 - 8) / 24.0 * 2 * Math.PI);
    return hours / 24 % 7 >= 5 ? day / 3 : day;
  }
}
