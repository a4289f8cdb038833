package dev.leeway.storage.backtest;

/**
 * How much a backtest may take.
 *
 * @param rowsMax stored rows of minutes and hours that are read
 * @param stateBytesMax what its monitors may remember
 */
public record BacktestLimits(long rowsMax, long stateBytesMax) {
  public BacktestLimits {
    if (rowsMax < 1 || stateBytesMax < 1) {
      throw new IllegalArgumentException(
          "limits must be positive: %d rows, %d bytes".formatted(rowsMax, stateBytesMax));
    }
  }
}
