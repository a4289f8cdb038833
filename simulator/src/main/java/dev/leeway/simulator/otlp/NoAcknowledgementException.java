package dev.leeway.simulator.otlp;

import java.io.IOException;

/**
 * The receiver gave no final answer within the sender's patience; the request may be sent again.
 */
public final class NoAcknowledgementException extends IOException {
  private static final long serialVersionUID = 1L;

  public NoAcknowledgementException(String message) {
    super(message);
  }
}
