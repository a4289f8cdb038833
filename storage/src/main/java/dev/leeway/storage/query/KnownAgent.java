package dev.leeway.storage.query;

import java.time.Instant;

/**
 * An agent that has been heard of.
 *
 * @param runs closed runs in the time that was asked for
 * @param lastSeenAt when its newest data arrived or, if that is long ago, happened
 */
public record KnownAgent(String environment, String name, long runs, Instant lastSeenAt) {}
