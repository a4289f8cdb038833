package dev.leeway.streamjobs.edge;

/**
 * All that a subtask has seen of an agent's time before {@code clockMillis} was handed on.
 *
 * @param subtask whose word it is; the others have their own, and those that know the agent by what
 *     its model server says have theirs from {@link #FIRST_SERVING} on
 * @param appendMillis greatest append time of what the clock rests on
 */
public record AgentFrontier(
    String tenantId,
    String environment,
    String agent,
    int subtask,
    long clockMillis,
    long appendMillis) {
  public static final int FIRST_SERVING = 1 << 16;
}
