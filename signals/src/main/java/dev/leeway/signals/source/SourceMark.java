package dev.leeway.signals.source;

/**
 * A number that changes each time the source is updated, such as a counter of successful runs: the
 * update happened when a new number was first seen.
 *
 * @param series tells numbers apart that must not be compared: metric and start of its counting
 */
public record SourceMark(String series, double value) {}
