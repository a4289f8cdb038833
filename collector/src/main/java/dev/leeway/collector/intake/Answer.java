package dev.leeway.collector.intake;

import dev.leeway.collector.otlp.Refusal;

/** What the client is told, whatever transport carries it. */
public sealed interface Answer {

  /**
   * All that counts is in the log.
   *
   * @param refused items that are not, and will not be
   * @param message why not, or a warning; empty if all is well
   */
  record Accepted(long refused, String message) implements Answer {}

  /** Nothing of the request counts as taken. */
  record Refused(Refusal refusal, String message) implements Answer {}
}
