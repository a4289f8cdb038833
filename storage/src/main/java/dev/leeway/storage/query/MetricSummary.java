package dev.leeway.storage.query;

import java.time.Instant;

/**
 * A metric that a service was heard to send.
 *
 * @param level whether its values say what is, and not what was added
 * @param series how many series it has in the range
 * @param lastValue of the newest point: a level, or what that point added
 */
public record MetricSummary(
    String metric,
    String unit,
    String kind,
    boolean level,
    String service,
    String agent,
    String environment,
    long series,
    Instant lastAt,
    double lastValue) {}
