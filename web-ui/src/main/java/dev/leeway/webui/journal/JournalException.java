package dev.leeway.webui.journal;

/** An entry was not, or not certainly, taken. */
public final class JournalException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  JournalException(String message, Throwable cause) {
    super(message, cause);
  }
}
