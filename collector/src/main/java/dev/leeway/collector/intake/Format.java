package dev.leeway.collector.intake;

/** The encodings of OTLP's messages. */
public enum Format {
  PROTOBUF,
  JSON
}
