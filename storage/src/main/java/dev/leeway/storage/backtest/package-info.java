/** Backtests over what is stored. */
@NullMarked
package dev.leeway.storage.backtest;

import org.jspecify.annotations.NullMarked;
