package dev.leeway.storage.row;

import dev.leeway.signals.run.Run;

/**
 * A run as it is stored.
 *
 * @param firstAppendMillis the least append time of the run's spans when its first row was written;
 *     later revisions carry it on, because the row's partition hangs on it
 */
public record RunRow(Run run, long firstAppendMillis) {}
