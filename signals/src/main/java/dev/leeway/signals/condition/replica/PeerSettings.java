package dev.leeway.signals.condition.replica;

import java.time.Duration;

/**
 * How replicas are compared.
 *
 * @param watched whether it is done at all
 * @param warmUp how long a replica that was not seen before is left alone: its caches are cold
 * @param runsMin runs of a replica, and of its peers, within the half hour
 * @param falseAlarmsPerYear how many false findings an agent may have in a year of minutes
 */
public record PeerSettings(
    boolean watched, Duration warmUp, int runsMin, double falseAlarmsPerYear) {
  static final double MINUTES_PER_YEAR = 365.25 * 24 * 60;

  public PeerSettings {
    if (warmUp.isNegative()) {
      throw new IllegalArgumentException("warm-up must not be negative: " + warmUp);
    }
    if (runsMin < 1) {
      throw new IllegalArgumentException("runs must be at least 1: " + runsMin);
    }
    if (!(falseAlarmsPerYear > 0 && falseAlarmsPerYear <= MINUTES_PER_YEAR)) {
      throw new IllegalArgumentException(
          "false alarms a year must be above 0, and at most one a minute: " + falseAlarmsPerYear);
    }
  }

  public static PeerSettings defaults() {
    return new PeerSettings(true, Duration.ofMinutes(10), 30, 1);
  }

  /** The evidence from which on one of so many processes is believed. */
  double logLimit(int processes) {
    return Math.log(Math.max(1, processes) * MINUTES_PER_YEAR / falseAlarmsPerYear);
  }
}
