package dev.leeway.signals.condition.capacity;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How many times the busiest hour's runs could be met with the load that was ever carried, if each
 * run were as heavy as today's: {@code (greatest load of an hour in a week / load of a run now) /
 * greatest runs of an hour in a day}. By the utilisation law (Lazowska et al., "Quantitative System
 * Performance", 1984, chapter 3: U = X S) a load that was carried is a lower bound on capacity, so
 * this is one on headroom. Below 1, today's inputs at the busiest hour's rate would need more than
 * was ever carried.
 */
public sealed interface Headroom {
  /** Hours of a week, and those of them that must have been seen. */
  int HOURS_KEPT = 168;

  int HOURS_MIN = 24;
  int DAY_HOURS = 24;

  /** Fewer runs say nothing of today's load. */
  long RUNS_MIN = 100;

  /**
   * An hour's traffic.
   *
   * @param hour its start, in hours since 1970
   * @param load tokens, or where nobody counts them milliseconds of work
   */
  record Hour(long hour, double runs, double load) {}

  /**
   * Not enough data: hours of {@link #HOURS_MIN}, and runs of the last two hours of {@link
   * #RUNS_MIN}.
   */
  record TooFew(int hours, long runs) implements Headroom {}

  /**
   * The headroom.
   *
   * @param times of the busiest hour's runs
   * @param loadPerRun of the last two hours
   * @param runsMost runs of the day's busiest hour
   * @param loadMost load of the week's heaviest hour
   */
  record Known(double times, double loadPerRun, double runsMost, double loadMost)
      implements Headroom {

    /** Runs a minute that could be sustained. */
    public double runsPerMinute() {
      return loadMost / loadPerRun / 60;
    }

    /**
     * If the heaviest 1 % of runs were twice as heavy.
     *
     * @param tailShare of the load that they make now
     */
    public double ifTailDoubles(double tailShare) {
      return times / (1 + tailShare);
    }
  }

  /**
   * The headroom by hours, the newest of which may not be over.
   *
   * @param hours by time
   */
  static Headroom of(List<Hour> hours) {
    if (hours.isEmpty()) {
      return new TooFew(0, 0);
    }
    long newest = hours.getLast().hour();
    List<Hour> lately = hours.stream().filter(hour -> hour.hour() >= newest - 1).toList();
    double runs = lately.stream().mapToDouble(Hour::runs).sum();
    double load = lately.stream().mapToDouble(Hour::load).sum();
    if (hours.size() < HOURS_MIN || runs < RUNS_MIN || !(load > 0)) {
      return new TooFew(hours.size(), (long) runs);
    }
    double loadMost = hours.stream().mapToDouble(Hour::load).max().orElse(0);
    double runsMost =
        hours.stream()
            .filter(hour -> hour.hour() > newest - DAY_HOURS)
            .mapToDouble(Hour::runs)
            .max()
            .orElse(0);
    double perRun = load / runs;
    return new Known(loadMost / perRun / runsMost, perRun, runsMost, loadMost);
  }

  /** The times, where they are known. */
  default OptionalDouble known() {
    return this instanceof Known known ? OptionalDouble.of(known.times()) : OptionalDouble.empty();
  }
}
