package dev.leeway.collector.intake;

import dev.leeway.collector.otlp.Refusal;
import java.util.List;

/** A body after a step that may refuse it. */
public sealed interface Body {

  /**
   * The bytes, which the receiver owns.
   *
   * @param warnings for the sender
   */
  @SuppressWarnings("ArrayRecordComponent") // Megabytes that are handed on, not compared.
  record Bytes(byte[] bytes, List<String> warnings) implements Body {

    public Bytes {
      warnings = List.copyOf(warnings);
    }

    public Bytes(byte[] bytes) {
      this(bytes, List.of());
    }
  }

  /** No bytes, with the sentence for the sender. */
  record Refused(Refusal refusal, String reason) implements Body {}
}
