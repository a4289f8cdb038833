package dev.leeway.simulator.otlp;

/**
 * What became of the items (spans, data points, log records) that were sent: {@code sent = accepted
 * + refused}.
 *
 * @param refused items that the receiver refused for good, by partial success or a permanent status
 */
public record SendReport(long sent, long accepted, long refused) {
  public static final SendReport NOTHING = new SendReport(0, 0, 0);

  public SendReport {
    if (sent != accepted + refused) {
      throw new IllegalArgumentException(
          "sent must be accepted + refused: " + sent + ", " + accepted + ", " + refused);
    }
  }

  public SendReport plus(SendReport other) {
    return new SendReport(sent + other.sent, accepted + other.accepted, refused + other.refused);
  }
}
