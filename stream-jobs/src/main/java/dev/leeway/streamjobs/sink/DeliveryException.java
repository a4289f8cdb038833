package dev.leeway.streamjobs.sink;

/** A block was not delivered; {@link #retryable()} says whether trying again can help. */
public final class DeliveryException extends Exception {
  private static final long serialVersionUID = 1L;
  private final String reason;
  private final boolean retryable;

  private DeliveryException(String message, Throwable cause, boolean retryable) {
    super(message, cause);
    this.reason = message;
    this.retryable = retryable;
  }

  public static DeliveryException retryable(String message, Throwable cause) {
    return new DeliveryException(message, cause, true);
  }

  public static DeliveryException permanent(String message, Throwable cause) {
    return new DeliveryException(message, cause, false);
  }

  public String reason() {
    return reason;
  }

  public boolean retryable() {
    return retryable;
  }
}
