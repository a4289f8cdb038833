package dev.leeway.webui.intake;

/** The collector has not acknowledged; the same may be sent again. */
public final class IntakeFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  IntakeFailedException(String message) {
    super(message);
  }

  IntakeFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
