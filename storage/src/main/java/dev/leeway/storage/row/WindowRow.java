package dev.leeway.storage.row;

import dev.leeway.signals.window.WindowPartial;

/**
 * A partial of a window as it is stored.
 *
 * @param writtenAtMillis when the block that holds it was made: decides the partition, and so must
 *     not change when the block is inserted again
 */
public record WindowRow(WindowPartial partial, long writtenAtMillis) {}
