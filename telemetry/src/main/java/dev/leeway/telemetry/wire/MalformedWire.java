package dev.leeway.telemetry.wire;

/**
 * Bytes are not protobuf. Never leaves the decoder, which turns it into a value; without a stack
 * trace, because hostile traffic may throw it at line rate.
 */
public final class MalformedWire extends RuntimeException {
  public MalformedWire(String message) {
    super(message, null, false, false);
  }
}
