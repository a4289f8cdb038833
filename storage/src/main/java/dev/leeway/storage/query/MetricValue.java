package dev.leeway.storage.query;

import dev.leeway.signals.window.Distribution;
import java.time.Instant;

/**
 * A metric over one step.
 *
 * @param value of levels the sum over series of each one's mean; else what was added
 * @param count how many values a histogram got
 * @param distribution of a histogram's values; empty for numbers
 * @param layoutChanged whether a series' buckets changed their boundaries in this step: do not
 *     compare distributions before and after
 */
public record MetricValue(
    Instant at, double value, long count, Distribution distribution, boolean layoutChanged) {}
