package dev.leeway.simulator.fleet;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;

/**
 * A span below a run's root that is going to happen.
 *
 * @param errorMessage empty for a span that went well
 */
record PlannedSpan(
    String name,
    SpanKind kind,
    long startNanos,
    long endNanos,
    Attributes attributes,
    String errorMessage) {}
