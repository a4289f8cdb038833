package dev.leeway.telemetry.json;

/** What became of a JSON request. */
public sealed interface Conversion {

  /** The same request in protobuf; the array is the caller's, so that no byte is copied. */
  @SuppressWarnings("ArrayRecordComponent")
  record Protobuf(byte[] bytes) implements Conversion {}

  /** Not OTLP/JSON; the reason says what was expected, what came and where. */
  record Refused(String reason) implements Conversion {}
}
