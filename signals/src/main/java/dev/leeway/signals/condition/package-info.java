/**
 * Conditions over closed one-minute windows of several slices, agents or sources: error budgets,
 * storms, providers, limits, replicas. They are functions of windows alone, so live run and
 * backtest judge alike.
 */
@NullMarked
package dev.leeway.signals.condition;

import org.jspecify.annotations.NullMarked;
