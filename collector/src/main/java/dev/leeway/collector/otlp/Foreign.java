package dev.leeway.collector.otlp;

import java.util.Optional;

/**
 * Recognizes another signal's item by a field whose wire type the expected item cannot have.
 *
 * <p>Requests of all signals share the numbers of their envelopes, so that logs sent to the path of
 * traces decode to spans without ids; it happens in production.
 */
final class Foreign {
  private static final int TRACE_ID_BYTES = 16;

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

  /** A span's ids and times, a metric's name and sum; the field's content starts at a place. */
  static Optional<Signal> inLogRecord(int field, int wireType, byte[] bytes, int at, int end) {
    return switch (field) {
      case 7, 8 ->
          switch (wireType) {
            case Wire.FIXED64 -> Optional.of(Signal.TRACES);
            case Wire.BYTES -> Optional.of(Signal.METRICS);
            default -> Optional.empty();
          };
      case 1 ->
          wireType == Wire.BYTES
              ? Optional.of(isTraceId(bytes, at, end) ? Signal.TRACES : Signal.METRICS)
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** A metric's name may be as long, but is readable; a trace id that is has one chance in 10⁷. */
  private static boolean isTraceId(byte[] bytes, int at, int end) {
    if (at + TRACE_ID_BYTES >= end || bytes[at] != TRACE_ID_BYTES) {
      return false;
    }
    for (int i = at + 1; i <= at + TRACE_ID_BYTES; i++) {
      if (bytes[i] < ' ' || bytes[i] > '~') {
        return true;
      }
    }
    return false;
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
}
