package dev.leeway.signals.window;

import java.util.Map;

/**
 * A run that stands for others, as one text: its trace id and, after a space, the conversation that
 * it is a turn of, where one is known.
 */
public final class Exemplar {
  private static final char SEPARATOR = ' ';

  /** Buckets of 2 % that one example stands for. */
  private static final int BAND_BUCKETS = 8;

  private static final String ZERO = "0";

  private Exemplar() {}

  static String of(Observation observation) {
    return observation.conversation().isEmpty()
        ? observation.traceId()
        : observation.traceId() + SEPARATOR + observation.conversation();
  }

  public static String traceOf(String exemplar) {
    int end = exemplar.indexOf(SEPARATOR);
    return end < 0 ? exemplar : exemplar.substring(0, end);
  }

  /** What speaks for itself once, however often: the conversation, else the trace. */
  public static String witnessOf(String exemplar) {
    return exemplar.substring(exemplar.indexOf(SEPARATOR) + 1);
  }

  /** The numbers, about as large, that one example stands for. */
  static String bandOf(double value) {
    return value > 0 ? Integer.toString(Math.floorDiv(Buckets.indexOf(value), BAND_BUCKETS)) : ZERO;
  }

  /** Those of a window's numbers that the example of a band stands for: it is one of them. */
  public static Distribution inBand(String band, Distribution numbers) {
    if (band.equals(ZERO)) {
      return Distribution.of(numbers.zeros(), Map.of());
    }
    int first = Integer.parseInt(band) * BAND_BUCKETS;
    return Distribution.of(0, numbers.buckets().subMap(first, first + BAND_BUCKETS));
  }
}
