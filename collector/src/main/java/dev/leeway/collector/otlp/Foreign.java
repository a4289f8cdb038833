package dev.leeway.collector.otlp;

import java.util.Optional;

/**
 * Recognizes another signal's item by a field whose wire type the expected item cannot have.
 *
 * <p>Requests of all signals share the numbers of their envelopes, so that logs sent to the path of
 * traces decode to spans without ids; it happens in production.
 */
final class Foreign {
  private Foreign() {}

  /** A log record's times, severity and flags; a metric's sum. */
  static Optional<Signal> inSpan(int field, int wireType) {
    return switch (field) {
      case 1, 11 -> wireType == Wire.FIXED64 ? Optional.of(Signal.LOGS) : Optional.empty();
      case 2 -> wireType == Wire.VARINT ? Optional.of(Signal.LOGS) : Optional.empty();
      case 8 -> wireType == Wire.FIXED32 ? Optional.of(Signal.LOGS) : Optional.empty();
      case 7 -> wireType == Wire.BYTES ? Optional.of(Signal.METRICS) : Optional.empty();
      case 10 -> wireType == Wire.BYTES ? Optional.of(Signal.METRICS) : Optional.empty();
      default -> Optional.empty();
    };
  }

  /**
   * A span's times, a metric's name and sum.
   *
   * @param length of the field, if it is length-delimited and short
   */
  static Optional<Signal> inLogRecord(int field, int wireType, int length) {
    return switch (field) {
      case 7, 8 ->
          switch (wireType) {
            case Wire.FIXED64 -> Optional.of(Signal.TRACES);
            case Wire.BYTES -> Optional.of(Signal.METRICS);
            default -> Optional.empty();
          };
      // A trace id is as long; what comes behind it says more.
      case 1 ->
          wireType == Wire.BYTES && length != 16 ? Optional.of(Signal.METRICS) : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** A span's times, a log record's times. */
  static Optional<Signal> inMetric(int field, int wireType) {
    if (wireType != Wire.FIXED64) {
      return Optional.empty();
    }
    return switch (field) {
      case 7, 8 -> Optional.of(Signal.TRACES);
      case 1, 11 -> Optional.of(Signal.LOGS);
      default -> Optional.empty();
    };
  }

  /** The sentence for the sender. */
  static String hint(Signal expected, Signal came) {
    return "expected "
        + expected.items(2)
        + ", came what looks like "
        + came.items(2)
        + ": send it to "
        + came.httpPath()
        + " or "
        + came.grpcPath();
  }
}
