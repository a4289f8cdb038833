package dev.leeway.standalone.running;

/** Something could not be started; the message says what and why. */
public final class StartException extends Exception {
  private static final long serialVersionUID = 1L;

  StartException(String message, Throwable cause) {
    super(message + ": " + cause.getMessage(), cause);
  }
}
