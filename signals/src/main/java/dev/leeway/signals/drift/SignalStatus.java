package dev.leeway.signals.drift;

import dev.leeway.signals.window.Slice;

/**
 * The health of a signal of a slice since a time; emitted when it changes, and while learning as
 * the count grows by a tenth of what is needed.
 *
 * @param atMillis since when, in the agent's own time
 * @param runs clean runs in the reference
 * @param runsNeeded runs before anything is tested
 * @param logE log of the e-process; negative infinity before its first pane
 * @param logLimit what it must reach
 * @param effect PSI or log rate ratio against the nearest baseline; zero where none was judged
 * @param findingId of the open finding; empty if there is none
 */
public record SignalStatus(
    Slice slice,
    String signal,
    Health health,
    long atMillis,
    long runs,
    long runsNeeded,
    double logE,
    double logLimit,
    double effect,
    String findingId) {}
