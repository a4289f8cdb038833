package dev.leeway.signals.serving;

import dev.leeway.signals.event.StateReader;
import dev.leeway.signals.event.StateWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What throughput a model server had at which number of requests at once, minute by minute, fading
 * with a time constant of a day: another model or other hardware has another curve. Numbers of
 * requests within 9 % share a step, so there are some hundred at most. Travels as versioned bytes;
 * not thread-safe.
 */
public final class ThroughputCurve {
  private static final double STEPS_PER_DOUBLING = 8;
  private static final double BATCH_MIN = 0.5;
  private static final double BATCH_MAX = 1 << 16;
  private static final long HOUR = 3_600_000;
  private static final double FADE_HOURS = 24;

  /** Less of a minute than this is forgotten. */
  private static final double MINUTES_KEPT = 0.05;

  private static final int VERSION = 1;

  private final TreeMap<Integer, Sums> steps = new TreeMap<>();
  private long hour = Long.MIN_VALUE;

  /**
   * A step of the curve.
   *
   * @param minutes how many were seen at it, faded
   * @param batch requests at once, on average
   */
  public record Step(double minutes, double batch, double tokensPerSecond) {}

  private record Sums(double minutes, double batches, double throughputs) {
    Sums plus(double batch, double throughput) {
      return new Sums(minutes + 1, batches + batch, throughputs + throughput);
    }

    Sums faded(double by) {
      return new Sums(minutes * by, batches * by, throughputs * by);
    }
  }

  /** A minute that is over; minutes come in order. One without requests says nothing. */
  public void add(long minuteMillis, double batch, double tokensPerSecond) {
    fade(Math.floorDiv(minuteMillis, HOUR));
    if (!(batch >= BATCH_MIN && batch <= BATCH_MAX && tokensPerSecond >= 0)) {
      return;
    }
    int step = (int) Math.round(STEPS_PER_DOUBLING * Math.log(batch) / Math.log(2));
    Sums sums = steps.getOrDefault(step, new Sums(0, 0, 0));
    steps.put(step, sums.plus(batch, tokensPerSecond));
  }

  /** From few requests at once to many. */
  public List<Step> steps() {
    List<Step> all = new ArrayList<>();
    for (Sums sums : steps.values()) {
      all.add(new Step(sums.minutes, sums.batches / sums.minutes, sums.throughputs / sums.minutes));
    }
    return all;
  }

  private void fade(long toHour) {
    if (hour != Long.MIN_VALUE && toHour > hour) {
      double by = Math.exp(-(toHour - hour) / FADE_HOURS);
      steps.replaceAll((step, sums) -> sums.faded(by));
      steps.values().removeIf(sums -> sums.minutes < MINUTES_KEPT);
    }
    hour = Math.max(hour, toHour);
  }

  public byte[] bytes() {
    StateWriter out = new StateWriter().octet(VERSION).signed(hour).count(steps.size());
    for (Map.Entry<Integer, Sums> step : steps.entrySet()) {
      Sums sums = step.getValue();
      out.signed(step.getKey());
      out.number(sums.minutes).number(sums.batches).number(sums.throughputs);
    }
    return out.bytes();
  }

  /** What wrote these bytes; a new one for none. */
  public static ThroughputCurve of(byte @Nullable [] bytes) {
    ThroughputCurve curve = new ThroughputCurve();
    if (bytes == null) {
      return curve;
    }
    StateReader in = new StateReader("throughput curve", bytes).version(VERSION);
    curve.hour = in.signed();
    for (int left = in.size(); left > 0; left--) {
      int step = (int) in.signed();
      curve.steps.put(step, new Sums(in.number(), in.number(), in.number()));
    }
    in.end();
    return curve;
  }
}
