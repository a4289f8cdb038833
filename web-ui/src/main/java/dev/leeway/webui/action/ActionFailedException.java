package dev.leeway.webui.action;

/** An action was not, or not certainly, taken. */
public final class ActionFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ActionFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
