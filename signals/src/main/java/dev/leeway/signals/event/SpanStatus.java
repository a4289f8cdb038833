package dev.leeway.signals.event;

/** OpenTelemetry's span status. */
public enum SpanStatus {
  UNSET,
  OK,
  ERROR
}
