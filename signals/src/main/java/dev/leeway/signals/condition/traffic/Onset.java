package dev.leeway.signals.condition.traffic;

import dev.leeway.signals.condition.Minute;

/**
 * What was usual when something began to go wrong: what is judged goes on being compared with that
 * until an hour after it was last wrong, since the hour before it holds the trouble itself by then
 * and would call it usual.
 *
 * @param lastMillis when it was last wrong
 */
public record Onset<T>(T before, long sinceMillis, long lastMillis) {
  /** As long as a minute of trouble is in the hour before what is judged. */
  public static final long KEPT_MILLIS =
      (AgentCalls.NOW_MINUTES + AgentCalls.BEFORE_MINUTES) * Minute.MILLIS;

  public static <T> Onset<T> at(long endMillis, T before) {
    return new Onset<>(before, endMillis, endMillis);
  }

  /** Either way in time, since agents' clocks differ. */
  public boolean holds(long endMillis) {
    return Math.abs(endMillis - lastMillis) <= KEPT_MILLIS;
  }

  public Onset<T> again(long endMillis) {
    return new Onset<>(before, sinceMillis, Math.max(lastMillis, endMillis));
  }
}
