package dev.leeway.storage.query;

import org.jspecify.annotations.Nullable;

/**
 * Which runs are wanted; empty text and null mean any.
 *
 * @param outcome a name of RunOutcome, or {@code BAD} for every one that is neither OK nor OPEN
 * @param traceIdPrefix first hexadecimal digits of the trace id, lower case
 * @param conversationId the whole id: a session that spans several traces is their runs
 */
public record RunFilter(
    String agent,
    String environment,
    String outcome,
    String version,
    String traceIdPrefix,
    String conversationId,
    @Nullable Long durationMillisMin,
    @Nullable Long tokensMin) {

  /** Stands for every outcome that gave its caller less than was asked for. */
  public static final String BAD = "BAD";

  public static final RunFilter ANY = new RunFilter("", "", "", "", "", "", null, null);

  public RunFilter {
    if (!traceIdPrefix.matches("[0-9a-f]{0,32}")) {
      throw new IllegalArgumentException(
          "expected up to 32 lower-case hexadecimal digits of a trace id: " + traceIdPrefix);
    }
  }

  public RunFilter ofAgent(String name) {
    return new RunFilter(
        name,
        environment,
        outcome,
        version,
        traceIdPrefix,
        conversationId,
        durationMillisMin,
        tokensMin);
  }
}
