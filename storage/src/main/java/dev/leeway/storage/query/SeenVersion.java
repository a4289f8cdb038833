package dev.leeway.storage.query;

import java.time.Instant;

/**
 * A version of an agent as its runs tell of it.
 *
 * @param firstSeenAt start of the first minute with a run of it, as far as minutes are kept, else
 *     of the hour
 * @param lastSeenAt start of the last window with a run of it
 */
public record SeenVersion(String version, Instant firstSeenAt, Instant lastSeenAt, long runs) {}
