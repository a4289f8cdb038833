package dev.leeway.signals.rule;

import dev.leeway.signals.event.TraceId;
import dev.leeway.signals.window.Slice;

/**
 * A run that goes round in circles: what comes again in it, and how often by now.
 *
 * @param agent the agent whose span proved it
 * @param tool the tool that is called again; empty where it is not about one
 * @param repeats how often by now: calls, rounds, answers, errors or, of what was spent, steps
 * @param identicalArguments whether the arguments were seen to be the same; else none were captured
 *     and only the unbroken row of calls speaks
 * @param path of a number that grows: where it is
 * @param from the number at first
 * @param to the number by now
 * @param firstMillis start of the first of the calls
 * @param lastMillis end of the last of them
 * @param spendUsd reported cost of the model calls in the trace so far
 * @param spendTokens their input and output tokens
 * @param mark of what was spent: which limit was reached; else nothing
 */
public record LoopHit(
    LoopKind kind,
    Slice agent,
    TraceId traceId,
    String tool,
    int repeats,
    boolean identicalArguments,
    String path,
    double from,
    double to,
    long firstMillis,
    long lastMillis,
    double spendUsd,
    long spendTokens,
    SpendMark mark) {}
