package dev.leeway.signals.drift;

import dev.leeway.signals.window.Buckets;
import dev.leeway.signals.window.Slice;
import dev.leeway.signals.window.WindowPartial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Simulated runs of one agent, minute by minute, seeded: lognormal numbers with a daily rhythm, an
 * hourly wobble that makes counts over-dispersed, and a shift that can be switched on.
 */
final class Traffic {
  static final Slice SHOP = Slice.ofAgent("acme", "prod", "shop");
  static final long MINUTE = 60_000;
  static final long HOUR = 60 * MINUTE;
  static final long DAY = 24 * HOUR;

  private final SplittableRandom random;
  private final Shape shape;
  private final Map<String, Double> wobbles = new TreeMap<>();
  private long wobbleHour = Long.MIN_VALUE;
  private int nextRun;

  /**
   * How the traffic looks.
   *
   * @param rhythm relative swing of rate over the day; numbers swing by a quarter of it
   * @param wobble standard deviation of the log level of each hour
   */
  record Shape(double rhythm, double wobble, List<Slice> slices) {
    static Shape calm() {
      return new Shape(0, 0, List.of(SHOP));
    }

    static Shape daily() {
      return new Shape(0.6, 0, List.of(SHOP, SHOP.with("version", "1.4.0")));
    }
  }

  /** What is out of the ordinary in a minute. */
  record Shift(double tokenFactor, double badShare) {
    static final Shift NONE = new Shift(1, 0.02);

    static Shift tokens(double factor) {
      return new Shift(factor, 0.02);
    }

    static Shift bad(double share) {
      return new Shift(1, share);
    }
  }

  Traffic(long seed, Shape shape) {
    this.random = new SplittableRandom(seed);
    this.shape = shape;
  }

  /** The partials of one minute with that many runs an hour on average over the day. */
  List<WindowPartial> minute(long start, double runsPerHour, Shift shift) {
    double swing = Math.sin(2 * Math.PI * Math.floorMod(start, DAY) / (double) DAY);
    int runs = poisson(runsPerHour / 60 * (1 + shape.rhythm * swing));
    double level = Math.exp(0.25 * shape.rhythm * swing);
    Map<String, Map<Integer, Long>> numbers = new LinkedHashMap<>();
    Map<String, Long> outcomes = new TreeMap<>();
    List<String> traces = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      put(numbers, start, "complexity.input_tokens", 1_200 * level * shift.tokenFactor, 0.7);
      put(numbers, start, "run.duration", 4_000 * level, 0.8);
      put(numbers, start, "llm.ttft", 350, 0.4);
      put(numbers, start, "cost.run", 0.004 * level, 0.9);
      count(numbers, "complexity.steps", 1 + poisson(3));
      count(numbers, "retry.amplification", random.nextDouble() < 0.03 ? 2 : 1);
      String outcome =
          random.nextDouble() >= shift.badShare
              ? "OK"
              : random.nextDouble() < 0.7 ? "ERROR" : "TIMEOUT";
      outcomes.merge(outcome, 1L, Long::sum);
      if (traces.size() < 3) {
        traces.add("%032x".formatted(++nextRun));
      }
    }
    return runs == 0 ? List.of() : partials(start, runs, numbers, outcomes, traces);
  }

  private List<WindowPartial> partials(
      long start,
      int runs,
      Map<String, Map<Integer, Long>> numbers,
      Map<String, Long> outcomes,
      List<String> traces) {
    List<WindowPartial> partials = new ArrayList<>();
    for (Slice slice : shape.slices) {
      numbers.forEach((signal, buckets) ->
          partials.add(
              new WindowPartial(slice, signal, start, 60, runs, 0, buckets, Map.of(), traces)));
      partials.add(
          new WindowPartial(slice, "run.outcome", start, 60, runs, 0, Map.of(), outcomes, traces));
    }
    return partials;
  }

  private void put(
      Map<String, Map<Integer, Long>> numbers,
      long at,
      String signal,
      double median,
      double spread) {
    double value = median * Math.exp(spread * random.nextGaussian() + wobbleOf(signal, at));
    numbers
        .computeIfAbsent(signal, name -> new TreeMap<>())
        .merge(Buckets.indexOf(value), 1L, Long::sum);
  }

  private static void count(Map<String, Map<Integer, Long>> numbers, String signal, int value) {
    numbers
        .computeIfAbsent(signal, name -> new TreeMap<>())
        .merge(Buckets.indexOf(value), 1L, Long::sum);
  }

  private double wobbleOf(String signal, long at) {
    long hour = Math.floorDiv(at, HOUR);
    if (hour != wobbleHour) {
      wobbles.clear();
      wobbleHour = hour;
    }
    return wobbles.computeIfAbsent(signal, name -> shape.wobble * random.nextGaussian());
  }

  private int poisson(double mean) {
    double limit = Math.exp(-mean);
    double product = random.nextDouble();
    int count = 0;
    while (product > limit) {
      product *= random.nextDouble();
      count++;
    }
    return count;
  }
}
