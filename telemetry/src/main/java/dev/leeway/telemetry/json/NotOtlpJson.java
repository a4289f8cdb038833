package dev.leeway.telemetry.json;

/** Ends a conversion; never leaves the package. */
final class NotOtlpJson extends Exception {
  private static final long serialVersionUID = 1L;

  NotOtlpJson(String message) {
    super(message, null, false, false);
  }
}
