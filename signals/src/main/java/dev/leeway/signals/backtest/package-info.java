/**
 * What a rule book would have found: the monitors of the stream over windows of the past, in the
 * agents' own time. The rule book stands below; storage hands the windows in.
 */
@NullMarked
package dev.leeway.signals.backtest;

import org.jspecify.annotations.NullMarked;
