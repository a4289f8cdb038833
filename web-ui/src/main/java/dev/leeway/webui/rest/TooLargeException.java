package dev.leeway.webui.rest;

/** A body is larger than what is read. */
final class TooLargeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TooLargeException(String message) {
    super(message);
  }
}
