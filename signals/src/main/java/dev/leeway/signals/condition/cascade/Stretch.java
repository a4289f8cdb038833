package dev.leeway.signals.condition.cascade;

import dev.leeway.signals.condition.Minute;
import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import dev.leeway.signals.window.Buckets;
import dev.leeway.signals.window.Dimensions;
import dev.leeway.signals.window.MergedWindow;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * How the runs of an agent went over some minutes.
 *
 * @param failed all that did not end OK
 * @param timedOut of these
 * @param depths of failing runs: how many, and the callers that failed in a row, summed up
 * @param work logarithms of the duration for its complexity, summed up
 * @param tokens input tokens, summed up
 * @param origins how many failed runs began to fail where
 */
record Stretch(
    long runs,
    long failed,
    long timedOut,
    Mean depths,
    Mean work,
    Mean tokens,
    Map<String, Long> origins) {
  static final String ORIGIN = "cascade.origin";
  static final String OUTCOME = "run.outcome";
  static final String DEPTH = "cascade.depth";
  static final String WORK = "latency.residual";
  static final String TOKENS = "complexity.input_tokens";

  static final Stretch NONE = new Stretch(0, 0, 0, Mean.NONE, Mean.NONE, Mean.NONE, Map.of());

  Stretch {
    origins = Map.copyOf(origins);
  }

  /** A sum of so many. */
  record Mean(long count, double sum) {
    static final Mean NONE = new Mean(0, 0);

    static Mean of(Optional<MergedWindow> window) {
      return window.map(found -> new Mean(found.count(), found.sum())).orElse(NONE);
    }

    Mean plus(Mean other) {
      return new Mean(count + other.count, sum + other.sum);
    }

    /** NaN of none. */
    double value() {
      return sum / count;
    }
  }

  static Stretch of(Minute minute) {
    Optional<MergedWindow> outcomes = minute.of(OUTCOME, minute.agent());
    Map<String, Long> origins = new TreeMap<>();
    minute
        .of(ORIGIN, minute.agent())
        .ifPresent(window ->
            window.categories().forEach((origin, n) -> origins.put(origin, Math.max(0, n))));
    origins.remove(Dimensions.OTHER);
    return new Stretch(
        outcomes.map(MergedWindow::count).orElse(0L),
        outcomes.map(window -> window.countOutside(Set.of("OK"))).orElse(0L),
        outcomes.map(window -> window.countOf("TIMEOUT")).orElse(0L),
        Mean.of(minute.of(DEPTH, minute.agent())),
        logarithms(minute.of(WORK, minute.agent())),
        Mean.of(minute.of(TOKENS, minute.agent())),
        origins);
  }

  private static Mean logarithms(Optional<MergedWindow> window) {
    Mean sum = Mean.NONE;
    if (window.isPresent()) {
      for (Map.Entry<Integer, Long> bucket : window.get().distribution().buckets().entrySet()) {
        long n = Math.max(0, bucket.getValue());
        sum = sum.plus(new Mean(n, n * Math.log(Buckets.valueOf(bucket.getKey()))));
      }
    }
    return sum;
  }

  Stretch plus(Stretch other) {
    Map<String, Long> both = new TreeMap<>(origins);
    other.origins.forEach((origin, n) -> both.merge(origin, n, Long::sum));
    return new Stretch(
        runs + other.runs,
        failed + other.failed,
        timedOut + other.timedOut,
        depths.plus(other.depths),
        work.plus(other.work),
        tokens.plus(other.tokens),
        both);
  }

  /** Runs whose failure began there. */
  long begunAt(String origin) {
    return origins.getOrDefault(origin, 0L);
  }

  /** Share of all runs whose failure began there. */
  double shareOf(String origin) {
    return runs == 0 ? 0 : (double) begunAt(origin) / runs;
  }

  void encode(StateWriter writer) {
    writer.number(runs).number(failed).number(timedOut);
    for (Mean mean : new Mean[] {depths, work, tokens}) {
      writer.number(mean.count).real(mean.sum);
    }
    writer.number(origins.size());
    new TreeMap<>(origins).forEach((origin, n) -> writer.text(origin).number(n));
  }

  static Stretch decode(StateReader reader) {
    long runs = reader.number();
    long failed = reader.number();
    long timedOut = reader.number();
    Mean depths = new Mean(reader.number(), reader.real());
    Mean work = new Mean(reader.number(), reader.real());
    Mean tokens = new Mean(reader.number(), reader.real());
    Map<String, Long> origins = new TreeMap<>();
    for (int left = reader.size(); left > 0; left--) {
      origins.put(reader.text(), reader.number());
    }
    return new Stretch(runs, failed, timedOut, depths, work, tokens, origins);
  }
}
