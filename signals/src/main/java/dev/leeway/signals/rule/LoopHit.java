package dev.leeway.signals.rule;

import dev.leeway.signals.event.TraceId;
import dev.leeway.signals.window.Slice;

/**
 * A run that goes round in circles: the same tool gave the same result for the same arguments,
 * again and again.
 *
 * @param agent the agent that called the tool
 * @param repeats how often by now
 * @param identicalArguments whether the arguments were seen to be the same; else none were captured
 *     and only the unbroken row of calls speaks
 * @param firstMillis start of the first of the calls
 * @param lastMillis end of the last of them
 * @param spendUsd reported cost of the agent's model calls in the trace so far
 * @param spendTokens their input and output tokens; where a framework and an SDK both report a
 *     call, both count, as which of them is inside is not known before the run is whole
 */
public record LoopHit(
    Slice agent,
    TraceId traceId,
    String tool,
    int repeats,
    boolean identicalArguments,
    long firstMillis,
    long lastMillis,
    double spendUsd,
    long spendTokens) {}
