package dev.leeway.telemetry.convention;

/**
 * That a key may hold a field.
 *
 * @param rank less is better
 */
public record Role(Field field, int rank, Unit unit) {}
