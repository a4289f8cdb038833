package dev.leeway.telemetry.convention;

/** What a dialect does otherwise than OpenTelemetry says, where no key tells. */
public enum Habit {
  /** Sets the status OK on spans that failed; their exception event is to be believed. */
  OK_SAYS_NOTHING,
  /** Sets no status, and leaves a call that failed without a single attribute. */
  EMPTY_CALL_FAILED,
  /** Names the span of an agent after the agent. */
  AGENT_NAMES_SPAN,
  /** Lists a reason for each piece of a streamed answer, of which the last is the answer's. */
  REASON_PER_CHUNK,
  /**
   * Reports on a call of a model its last step only, and on the agent's span what all steps used.
   */
  AGENT_HOLDS_USAGE
}
