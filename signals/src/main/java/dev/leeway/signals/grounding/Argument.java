package dev.leeway.signals.grounding;

/**
 * A checkable value in the arguments of a tool call.
 *
 * @param millis when the call began: only what was known before can be its ground
 */
record Argument(long spanId, long millis, Claim claim) {}
