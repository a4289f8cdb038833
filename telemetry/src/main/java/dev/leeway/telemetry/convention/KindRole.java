package dev.leeway.telemetry.convention;

/**
 * That a key says what kind a span is.
 *
 * @param rank less is better
 */
public record KindRole(KindKeys keys, int rank) {}
