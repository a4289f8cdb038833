package dev.leeway.storage.query;

import java.time.Instant;

/**
 * A model that was asked for and the one that answered.
 *
 * @param served as the response names it; empty where it names none
 * @param traceId of the newest call
 */
public record ServedModel(
    String provider, String requested, String served, long calls, Instant lastAt, String traceId) {}
