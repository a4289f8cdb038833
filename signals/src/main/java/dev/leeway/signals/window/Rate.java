package dev.leeway.signals.window;

import java.util.Arrays;
import java.util.Optional;

/**
 * What runs of a minute come to together: how many there are, their tokens, their cost. No window
 * has it under a name of its own; it is read from the windows of another signal.
 */
public enum Rate {
  RUNS("run.rate", "run.count"),
  TOKENS("tokens.rate", "tokens.rate"),
  COST("cost.rate", "cost.run");

  private final String signal;
  private final String source;

  Rate(String signal, String source) {
    this.signal = signal;
    this.source = source;
  }

  /** The rate that a signal is, if it is one. */
  public static Optional<Rate> of(String signal) {
    return Arrays.stream(values()).filter(rate -> rate.signal.equals(signal)).findFirst();
  }

  /** The rate that windows of a signal tell. */
  public static Optional<Rate> from(String source) {
    return Arrays.stream(values()).filter(rate -> rate.source.equals(source)).findFirst();
  }

  /** Its name in findings, rules and the API. */
  public String signal() {
    return signal;
  }

  /** The signal whose windows tell it. */
  public String source() {
    return source;
  }

  /** What a window's count and sum come to: runs, tokens or US dollars. */
  public double amountOf(long count, double sum) {
    return this == RUNS ? count : sum;
  }
}
