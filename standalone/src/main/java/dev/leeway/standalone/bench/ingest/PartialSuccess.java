package dev.leeway.standalone.bench.ingest;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.IOException;

/** What an OTLP answer says of refused spans. */
final class PartialSuccess {
  private PartialSuccess() {}

  /** An empty answer, which is also Zipkin's, refuses nothing. */
  static boolean none(byte[] answer) throws IOException {
    if (answer.length == 0) {
      return true;
    }
    try {
      return ExportTraceServiceResponse.parseFrom(answer).getPartialSuccess().getRejectedSpans()
          == 0;
    } catch (InvalidProtocolBufferException e) {
      throw new IOException("expected OTLP's answer, came " + answer.length + " other bytes", e);
    }
  }
}
