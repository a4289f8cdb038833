package dev.leeway.webui.intake;

/** The collector has refused what was handed on, and will again. */
public final class IntakeRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  IntakeRefusedException(int status, String message) {
    super(message);
    this.status = status;
  }

  /** The collector's, such as 400 or 413. */
  public int status() {
    return status;
  }
}
