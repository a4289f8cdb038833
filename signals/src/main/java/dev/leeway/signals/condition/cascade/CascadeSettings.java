package dev.leeway.signals.condition.cascade;

/**
 * From when on a dependency is told to be where failures begin.
 *
 * @param runsMin runs of five minutes whose failure began there
 * @param shareMin of all failing runs of these minutes
 * @param riseMin to how many times its share of all runs must have risen over the hour before
 */
public record CascadeSettings(int runsMin, double shareMin, double riseMin) {
  public CascadeSettings {
    if (runsMin < 1) {
      throw new IllegalArgumentException("runs must be at least 1: " + runsMin);
    }
    if (!(shareMin > 0 && shareMin <= 1)) {
      throw new IllegalArgumentException("share must be above 0 and at most 1: " + shareMin);
    }
    if (!(riseMin >= 1 && riseMin < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("rise must be at least 1: " + riseMin);
    }
  }

  public static CascadeSettings defaults() {
    return new CascadeSettings(10, 0.5, 3);
  }
}
