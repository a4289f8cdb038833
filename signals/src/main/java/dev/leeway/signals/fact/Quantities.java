package dev.leeway.signals.fact;

import java.util.Map;
import java.util.TreeMap;

/** Numbers by path as the text of a fact: {@code items.quantity=3;total=12.5}. */
public final class Quantities {
  private static final int PATH_LENGTH_MAX = 64;

  private Quantities() {}

  static String text(Map<String, Double> numbers) {
    StringBuilder text = new StringBuilder();
    numbers.forEach((path, number) -> {
      boolean plain = path.indexOf('=') < 0 && path.indexOf(';') < 0;
      if (plain && path.length() <= PATH_LENGTH_MAX && Double.isFinite(number)) {
        text.append(text.isEmpty() ? "" : ";").append(path).append('=');
        boolean whole = number == Math.rint(number) && Math.abs(number) < 1e15;
        text.append(whole ? Long.toString((long) (double) number) : Double.toString(number));
      }
    });
    return text.toString();
  }

  /** What such a text says; what is no pair of path and number is passed over. */
  public static Map<String, Double> of(String text) {
    Map<String, Double> numbers = new TreeMap<>();
    int from = 0;
    while (from < text.length()) {
      int to = text.indexOf(';', from);
      to = to < 0 ? text.length() : to;
      int equals = text.indexOf('=', from);
      if (equals >= from && equals < to) {
        try {
          numbers.put(
              text.substring(from, equals), Double.parseDouble(text.substring(equals + 1, to)));
        } catch (NumberFormatException e) {
          // A stored fact that was cut in the middle of its last number.
          return numbers;
        }
      }
      from = to + 1;
    }
    return numbers;
  }
}
