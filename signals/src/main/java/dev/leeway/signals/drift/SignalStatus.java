package dev.leeway.signals.drift;

import dev.leeway.signals.window.Slice;

/**
 * Where a signal of a slice stands on the ladder; emitted when that changes, while learning with
 * each hundredth of the runs that are needed, and at most an hour apart while there is traffic.
 *
 * @param revision grows with each statement about a series
 * @param atMillis when it was so, in the agent's own time
 * @param runs clean runs in the reference
 * @param runsNeeded runs before anything is tested
 * @param logE log of the e-process; negative infinity before its first pane
 * @param logLimit what it must reach
 * @param effect PSI or log rate ratio against the nearest baseline; zero where none was judged
 * @param frozenDistance the same against the first reference there was; NaN where it is unknown
 * @param pinned whether a user says what is normal
 * @param findingId of the open finding; empty if there is none
 */
public record SignalStatus(
    Slice slice,
    String signal,
    long revision,
    Health health,
    long atMillis,
    long runs,
    long runsNeeded,
    double logE,
    double logLimit,
    double effect,
    double frozenDistance,
    boolean pinned,
    String findingId) {}
