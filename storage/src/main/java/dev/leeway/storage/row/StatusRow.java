package dev.leeway.storage.row;

import dev.leeway.signals.drift.SignalStatus;

/**
 * Where a series stands, as it is written.
 *
 * @param writtenAtMillis decides when the row may leave; part of the bytes
 */
public record StatusRow(SignalStatus status, long writtenAtMillis) {}
