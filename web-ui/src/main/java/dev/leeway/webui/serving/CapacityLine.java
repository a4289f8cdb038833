package dev.leeway.webui.serving;

import dev.leeway.signals.condition.capacity.Headroom;
import dev.leeway.signals.window.Slice;

/**
 * How much more of its runs an agent could meet. Numbers that nobody tells are NaN.
 *
 * @param runsPerMinute over the last quarter of an hour, as are the next two
 * @param runsPerMinuteSoon in half an hour by the line through the last one; NaN where it has no
 *     direction
 * @param tokensTail share of all tokens of the range that the heaviest 1 % of runs make
 * @param costTail likewise of cost
 * @param busyTail likewise of time
 */
record CapacityLine(
    Slice agent,
    double runsPerMinute,
    double tokensPerMinute,
    double costPerMinute,
    double runsPerMinuteSoon,
    Headroom headroom,
    double tokensTail,
    double costTail,
    double busyTail) {}
