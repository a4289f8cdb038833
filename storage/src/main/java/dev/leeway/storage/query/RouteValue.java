package dev.leeway.storage.query;

import java.time.Instant;

/**
 * What runs of one version said of one signal on one route in one step of time.
 *
 * @param operation the route; {@link dev.leeway.signals.window.Dimensions#OTHER} for those that are
 *     not told by themselves, empty for runs whose route is not known
 * @param category of a categorical signal; empty for numbers
 * @param count values
 * @param positive values above zero
 * @param sum of the values
 * @param scaledSum of the values on the scale that was asked for
 * @param scaledSquares sum of their squares
 */
public record RouteValue(
    String version,
    String operation,
    Instant at,
    String signal,
    String category,
    long count,
    long positive,
    double sum,
    double scaledSum,
    double scaledSquares) {}
