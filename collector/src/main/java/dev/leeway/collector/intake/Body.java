package dev.leeway.collector.intake;

import dev.leeway.collector.otlp.Refusal;

/** A body after a step that may refuse it. */
public sealed interface Body {

  /** The bytes, which the receiver owns. */
  @SuppressWarnings("ArrayRecordComponent") // Megabytes that are handed on, not compared.
  record Bytes(byte[] bytes) implements Body {}

  /** No bytes, with the sentence for the sender. */
  record Refused(Refusal refusal, String reason) implements Body {}
}
