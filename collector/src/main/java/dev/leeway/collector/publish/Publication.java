package dev.leeway.collector.publish;

/**
 * What became of one record.
 *
 * @param outcome what is known of it
 * @param reason why it is not acknowledged, empty if it is
 */
public record Publication(Outcome outcome, String reason) {

  /**
   * ACKNOWLEDGED is in the log; NOT_SENT is not; UNKNOWN was sent and may be; TOO_LARGE never will
   * be.
   */
  public enum Outcome {
    ACKNOWLEDGED,
    NOT_SENT,
    UNKNOWN,
    TOO_LARGE
  }

  static final Publication ACKNOWLEDGED = new Publication(Outcome.ACKNOWLEDGED, "");
}
