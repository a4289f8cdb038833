package dev.leeway.telemetry.convention;

/**
 * That a key says what kind a span is.
 *
 * @param rank less is better
 * @param ownMapper number of the dialect that has to be recognised for it, -1 when none has to
 */
public record KindRole(KindKeys keys, int rank, int ownMapper) {}
