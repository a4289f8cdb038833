package dev.leeway.storage.query;

import dev.leeway.signals.window.Slice;

/** A signal of a slice: what a series of windows belongs to. */
public record SliceSignal(Slice slice, String signal) {}
