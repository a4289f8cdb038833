package dev.leeway.signals.event;

/**
 * The tool side of an event. Empty text means absent.
 *
 * @param argumentsHash 64-bit hash of name and canonical JSON arguments; 0 when none were captured
 * @param resultHash 64-bit hash of the result; 0 when none was captured
 */
public record ToolCall(String name, String callId, long argumentsHash, long resultHash) {

  public static final ToolCall NONE = new ToolCall("", "", 0, 0);
}
