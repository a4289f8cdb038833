package dev.leeway.streamjobs.edge;

/**
 * All that a subtask has seen of an agent's time before {@code clockMillis} was handed on.
 *
 * @param subtask whose word it is; the others have their own
 * @param appendMillis greatest append time of what the clock rests on
 */
public record AgentFrontier(
    String tenantId,
    String environment,
    String agent,
    int subtask,
    long clockMillis,
    long appendMillis) {}
