package dev.leeway.signals.backtest;

/** How much the monitors of a backtest may remember together. Not thread-safe. */
final class StateBudget {
  private final long bytesMax;
  private long bytes;

  StateBudget(long bytesMax) {
    this.bytesMax = bytesMax;
  }

  void changed(long difference) {
    bytes += difference;
    if (bytes > bytesMax) {
      throw new BacktestRefusedException(
          "expected to need at most %,d bytes of state, came more: ask for one agent, or without the"
                  .formatted(bytesMax)
              + " table of other wishes");
    }
  }

  long bytes() {
    return bytes;
  }
}
