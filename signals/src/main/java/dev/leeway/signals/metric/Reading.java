package dev.leeway.signals.metric;

/**
 * What a series says under a canonical name. A series may have several readings: a histogram of
 * tokens per call is both a total and a distribution.
 *
 * @param metric the canonical name, or the series' own where no table knows it
 */
public record Reading(String metric, Aspect aspect) {

  /** Which part of a point is meant. */
  public enum Aspect {
    /** All of it. */
    WHOLE,
    /** How much in sum, without how it is distributed. */
    TOTAL,
    /** How it is distributed: of a number nothing. */
    DISTRIBUTION
  }

  public static Reading whole(String metric) {
    return new Reading(metric, Aspect.WHOLE);
  }
}
