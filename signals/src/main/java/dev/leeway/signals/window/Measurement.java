package dev.leeway.signals.window;

/**
 * One signal's value in an observation: a number, or a category when {@code category} is not empty.
 */
public record Measurement(String signal, double value, String category) {

  public static Measurement number(String signal, double value) {
    return new Measurement(signal, value, "");
  }

  public static Measurement category(String signal, String category) {
    if (category.isEmpty()) {
      throw new IllegalArgumentException("category must not be empty for " + signal);
    }
    return new Measurement(signal, 0, category);
  }
}
