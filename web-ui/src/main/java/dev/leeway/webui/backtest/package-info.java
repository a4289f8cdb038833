/** Backtests of rules, one at a time. */
@NullMarked
package dev.leeway.webui.backtest;

import org.jspecify.annotations.NullMarked;
