package dev.leeway.storage.query;

import java.time.Instant;

/** A signal's merged windows from an instant on, for one step. */
public record WindowPoint(Instant at, SignalValues values) {}
