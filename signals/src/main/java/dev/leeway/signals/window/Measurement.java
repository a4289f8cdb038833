package dev.leeway.signals.window;

/**
 * One signal's value in an observation: a number, or a category when {@code category} is not empty.
 *
 * @param times how often the number came: a histogram says so, all else says once
 */
public record Measurement(String signal, double value, String category, long times) {

  public Measurement {
    if (times < 1) {
      throw new IllegalArgumentException("times must be at least 1: " + times);
    }
  }

  public static Measurement number(String signal, double value) {
    return new Measurement(signal, value, "", 1);
  }

  public static Measurement numbers(String signal, double value, long times) {
    return new Measurement(signal, value, "", times);
  }

  public static Measurement category(String signal, String category) {
    if (category.isEmpty()) {
      throw new IllegalArgumentException("category must not be empty for " + signal);
    }
    return new Measurement(signal, 0, category, 1);
  }
}
