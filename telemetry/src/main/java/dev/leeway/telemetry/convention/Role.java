package dev.leeway.telemetry.convention;

/**
 * That a key may hold a field.
 *
 * @param rank less is better
 * @param ownMapper number of the dialect that has to be recognised for it, -1 when none has to
 * @param inside where in the JSON of its value the field is, names joined by dots; empty for the
 *     value itself
 */
public record Role(Field field, int rank, Unit unit, int ownMapper, String inside) {}
