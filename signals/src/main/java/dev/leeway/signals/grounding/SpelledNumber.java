package dev.leeway.signals.grounding;

/**
 * Puts numbers in words together: twenty-five, two hundred, three thousand. They are evidence and
 * never claims. Not thread-safe.
 */
final class SpelledNumber {
  private final FactSink sink;
  private double number = -1;
  private int start;
  private int until;

  SpelledNumber(FactSink sink) {
    this.sink = sink;
  }

  void begin() {
    number = -1;
  }

  void word(int value, int from, int end) {
    if (number < 0 || from > until + 1) {
      end();
      number = value;
      start = from;
    } else if (value >= 100) {
      number = Math.max(1, number) * value;
    } else {
      number += value;
    }
    until = end;
  }

  void end() {
    if (number < 0) {
      return;
    }
    double whole = number;
    number = -1;
    sink.value(
        new Value(
            ClaimKind.NUMBER, Unit.NONE, whole, whole, Double.NaN, 0.5, 0, start, until, false),
        LabelTrail.NONE,
        false);
  }
}
