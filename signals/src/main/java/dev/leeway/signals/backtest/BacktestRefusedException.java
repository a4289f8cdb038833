package dev.leeway.signals.backtest;

/** A backtest is larger than its bounds; the message says which, and what to ask for instead. */
public final class BacktestRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BacktestRefusedException(String message) {
    super(message);
  }
}
