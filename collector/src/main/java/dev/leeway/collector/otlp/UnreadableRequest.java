package dev.leeway.collector.otlp;

/** Ends the reading of a request; never leaves the package. */
final class UnreadableRequest extends Exception {
  private static final long serialVersionUID = 1L;

  private final Refusal refusal;

  UnreadableRequest(Refusal refusal, String message) {
    super(message, null, false, false);
    this.refusal = refusal;
  }

  Refusal refusal() {
    return refusal;
  }
}
