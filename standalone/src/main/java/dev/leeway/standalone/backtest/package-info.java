/** {@code leeway backtest}. */
@NullMarked
package dev.leeway.standalone.backtest;

import org.jspecify.annotations.NullMarked;
