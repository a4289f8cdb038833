package dev.leeway.webui.backtest;

/** Another backtest is running; this one may come later. */
public final class BacktestBusyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BacktestBusyException() {
    super("another backtest is running: try again when it is over");
  }
}
