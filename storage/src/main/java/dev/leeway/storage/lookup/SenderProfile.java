package dev.leeway.storage.lookup;

import java.util.Map;

/**
 * What the spans of one sender hold: of a tenant's agent, in a service, in one convention.
 *
 * @param convention the name of a {@code Convention}
 * @param kinds spans by kind
 * @param errors spans that say that they failed
 * @param traces of these spans
 * @param conversations how many of those traces name a conversation on any of these spans
 * @param versioned spans that name a version of the agent or the service
 * @param llm of the spans that call a language model and did not fail
 * @param tools spans of tools
 * @param toolsWithContent of those, the ones with arguments or a result
 * @param oddities spans that came damaged
 */
public record SenderProfile(
    String tenantId,
    String serviceName,
    String agentName,
    String convention,
    long spans,
    Map<String, Double> kinds,
    long errors,
    long traces,
    long conversations,
    long versioned,
    LlmCalls llm,
    long tools,
    long toolsWithContent,
    Oddities oddities) {

  /**
   * Calls of language models that did not fail.
   *
   * @param usage with input and output tokens
   * @param model with a model, requested or served
   * @param ttft with the time to the first token
   * @param content with input or output messages
   * @param streamed calls that say that they stream, or have a time to the first token
   * @param streamedUsage of those, the ones with tokens
   * @param streamedTtft of those, the ones with the time to the first token
   */
  public record LlmCalls(
      long calls,
      long usage,
      long model,
      long ttft,
      long content,
      long streamed,
      long streamedUsage,
      long streamedTtft) {}

  /**
   * Spans by what is odd about them, as {@code EventFlag} names it.
   *
   * @param wrongTimes ended before they started, or are in the future or too old
   */
  public record Oddities(long endMissing, long wrongTimes, long truncated, long invalidUtf8) {}
}
