package dev.leeway.signals.drift;

import static dev.leeway.signals.drift.Traffic.MINUTE;
import static dev.leeway.signals.drift.Traffic.SHOP;

import dev.leeway.signals.window.Buckets;
import dev.leeway.signals.window.Slice;
import dev.leeway.signals.window.WindowPartial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * An agent with routes that differ in size and versions that follow each other, led through a
 * monitor as if it came live; seeded.
 */
final class RoutedFeed {
  static final String TOKENS = "complexity.input_tokens";
  static final String OUTCOME = "run.outcome";

  final Recording recording = new Recording();
  final StoredHours hours = new StoredHours();
  final Map<String, Route> routes = new LinkedHashMap<>();
  MapStore store = new MapStore();
  TenantMonitor monitor = monitor();
  long now = Feed.START;
  String version = "v1";
  Arrival arrival = Arrival.WHOLE;

  /** Which runs' windows come in time; the others are kept in {@link #held}. */
  Predicate<String> comes = route -> true;

  final List<WindowPartial> held = new ArrayList<>();
  private final SplittableRandom random;

  /** A route's share of the runs, its median of tokens, and the share of its runs that fail. */
  record Route(double share, double tokens, double bad) {}

  RoutedFeed(long seed) {
    random = new SplittableRandom(seed);
  }

  /** All runs on one route. */
  static RoutedFeed plain(long seed) {
    RoutedFeed feed = new RoutedFeed(seed);
    feed.routes.put("/chat", new Route(1, 1_200, 0.02));
    return feed;
  }

  /** Short questions and long reports. */
  static RoutedFeed twoRoutes(long seed) {
    RoutedFeed feed = new RoutedFeed(seed);
    feed.routes.put("/chat", new Route(0.7, 800, 0.02));
    feed.routes.put("/report", new Route(0.3, 6_000, 0.02));
    return feed;
  }

  void tokens(double factor) {
    routes.replaceAll((name, route) -> new Route(route.share, route.tokens * factor, route.bad));
  }

  void live(long millis, double runsPerHour) {
    for (long end = now + millis; now < end; now += MINUTE) {
      for (WindowPartial partial : minute(runsPerHour)) {
        hours.add(partial);
        monitor.add(partial);
      }
      monitor.advance("prod", "shop", now + 30_000, now + MINUTE, arrival);
    }
  }

  /** The state is lost, and a new monitor reads the stored hours. */
  void loseState() {
    store = new MapStore();
    monitor = monitor();
    hours.all().forEach(monitor::add);
  }

  SeriesState stateOf(Slice slice, String signal) {
    byte[] bytes = store.get(new SeriesKey(slice, signal).detectorKey());
    return bytes == null
        ? new SeriesState()
        : SeriesState.decode(bytes, Watches.defaults().of(signal).orElseThrow());
  }

  private TenantMonitor monitor() {
    return new TenantMonitor("acme", DriftConfig.defaults(), Watches.defaults(), store, recording);
  }

  private List<WindowPartial> minute(double runsPerHour) {
    Map<Slice, Map<Integer, Long>> tokens = new LinkedHashMap<>();
    Map<Slice, Map<String, Long>> outcomes = new LinkedHashMap<>();
    Map<Slice, Map<Integer, Long>> lateTokens = new LinkedHashMap<>();
    Map<Slice, Map<String, Long>> lateOutcomes = new LinkedHashMap<>();
    for (int run = poisson(runsPerHour / 60); run > 0; run--) {
      String name = routeOf(random.nextDouble());
      Route route = Objects.requireNonNull(routes.get(name));
      int bucket = Buckets.indexOf(route.tokens * Math.exp(0.5 * random.nextGaussian()));
      String outcome = random.nextDouble() < route.bad ? "ERROR" : "OK";
      boolean inTime = comes.test(name);
      for (Slice slice :
          List.of(SHOP, SHOP.with("operation", name), SHOP.with("version", version))) {
        (inTime ? tokens : lateTokens)
            .computeIfAbsent(slice, any -> new TreeMap<>())
            .merge(bucket, 1L, Long::sum);
        (inTime ? outcomes : lateOutcomes)
            .computeIfAbsent(slice, any -> new TreeMap<>())
            .merge(outcome, 1L, Long::sum);
      }
    }
    held.addAll(partials(lateTokens, lateOutcomes));
    return partials(tokens, outcomes);
  }

  private List<WindowPartial> partials(
      Map<Slice, Map<Integer, Long>> tokens, Map<Slice, Map<String, Long>> outcomes) {
    List<WindowPartial> partials = new ArrayList<>();
    tokens.forEach((slice, buckets) -> {
      long runs = buckets.values().stream().mapToLong(Long::longValue).sum();
      partials.add(
          new WindowPartial(
              slice, TOKENS, now, 60, runs, 0, buckets, Map.of(), List.of("%032x".formatted(now))));
    });
    outcomes.forEach((slice, counts) -> {
      long runs = counts.values().stream().mapToLong(Long::longValue).sum();
      partials.add(
          new WindowPartial(slice, OUTCOME, now, 60, runs, 0, Map.of(), counts, List.of()));
    });
    return partials;
  }

  private String routeOf(double drawn) {
    double rest = drawn;
    String last = "";
    for (Map.Entry<String, Route> route : routes.entrySet()) {
      last = route.getKey();
      rest -= route.getValue().share;
      if (rest < 0) {
        break;
      }
    }
    return last;
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
