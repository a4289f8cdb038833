package dev.leeway.signals.metric;

/**
 * Names a series within its tenant: a hash of resource, scope, metric, kind, temporality and
 * attributes as they came, whatever their order.
 */
public record SeriesId(long high, long low) {}
