package dev.leeway.telemetry.wire;

/** What an OTLP AnyValue holds. */
public enum ValueType {
  EMPTY,
  STRING,
  BOOL,
  INT,
  DOUBLE,
  ARRAY,
  PAIRS,
  BINARY
}
