package dev.leeway.streamjobs.job;

/** The stream job could not be started or asked. */
public final class StreamJobException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StreamJobException(String message, Throwable cause) {
    super(message, cause);
  }
}
