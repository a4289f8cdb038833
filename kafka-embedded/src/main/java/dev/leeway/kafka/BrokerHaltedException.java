package dev.leeway.kafka;

/** Ends the broker's thread that asked to end the JVM. */
final class BrokerHaltedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BrokerHaltedException(String message) {
    super(message);
  }
}
