package dev.leeway.signals.metric;

/** A quantile of a summary, from 0 to 1, and the value at it. */
public record QuantileValue(double quantile, double value) {}
