package dev.leeway.signals.grounding;

/**
 * An action that an answer says was done.
 *
 * @param matched whether a tool call of the run could have done it, by its name or result
 */
public record ClaimedAction(long spanId, int start, int end, boolean matched) {}
