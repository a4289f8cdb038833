package dev.leeway.collector.intake;

import dev.leeway.collector.otlp.Refusal;
import dev.leeway.collector.otlp.Signal;
import dev.leeway.telemetry.json.Conversion;
import dev.leeway.telemetry.json.OtlpJson;

/** Makes plain protobuf of a body in any encoding. Thread-safe. */
final class BodyDecoder {
  private final Decompressor decompressor;
  private final int bytesMax;

  BodyDecoder(int bytesMax) {
    this.decompressor = new Decompressor(bytesMax);
    this.bytesMax = bytesMax;
  }

  Body decode(Export export, ByteBudget.Lease lease) {
    Body body = decompressor.decompress(export.compression(), export.body(), lease);
    return export.format() == Format.JSON && body instanceof Body.Bytes json
        ? converted(export, json.bytes(), lease)
        : body;
  }

  private Body converted(Export export, byte[] json, ByteBudget.Lease lease) {
    if (!lease.grow(json.length)) {
      return new Body.Refused(Refusal.OVERLOADED, "too many bytes of requests in flight");
    }
    return switch (OtlpJson.toProtobuf(root(export.signal()), json, bytesMax)) {
      case Conversion.Protobuf protobuf -> new Body.Bytes(protobuf.bytes(), protobuf.warnings());
      case Conversion.Refused refused ->
          refused
              .other()
              .map(other ->
                  new Body.Refused(
                      Refusal.WRONG_SIGNAL, export.signal().hintAt(Signal.valueOf(other.name()))))
              .orElseGet(() ->
                  new Body.Refused(
                      Refusal.MALFORMED, refused.reason() + BodyLabel.hint(export, json)));
    };
  }

  private static OtlpJson.Root root(Signal signal) {
    return switch (signal) {
      case TRACES -> OtlpJson.Root.TRACES;
      case METRICS -> OtlpJson.Root.METRICS;
      case LOGS -> OtlpJson.Root.LOGS;
    };
  }
}
