package dev.leeway.webui.opinion;

/** A second opinion was asked for by a setting and can't be had; the message says what to do. */
public final class ScorerUnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  ScorerUnavailableException(String message) {
    super(message);
  }

  ScorerUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
