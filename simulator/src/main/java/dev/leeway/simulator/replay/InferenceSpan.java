package dev.leeway.simulator.replay;

import dev.leeway.simulator.otlp.Attributes;
import dev.leeway.simulator.otlp.StableIds;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;

/**
 * One model request of a recording that tells arrival time and lengths only. How long it took is
 * not known: a duration is invented from the output length and marked {@code leeway.synthetic}, so
 * that no duration signal is computed from it.
 */
final class InferenceSpan {
  private static final long NANOS_PER_OUTPUT_TOKEN = 20_000_000L;
  private static final long NANOS_MIN = 100_000_000L;

  private InferenceSpan() {}

  /**
   * @param identity what the ids are made of; unique in the recording and free of any time shift
   */
  static Span of(
      String identity,
      long startNanos,
      long inputTokens,
      long outputTokens,
      List<KeyValue> further) {
    return Span.newBuilder()
        .setTraceId(StableIds.traceId(identity))
        .setSpanId(StableIds.spanId(identity, 0))
        .setName("chat")
        .setKind(Span.SpanKind.SPAN_KIND_CLIENT)
        .setStartTimeUnixNano(startNanos)
        .setEndTimeUnixNano(startNanos + NANOS_MIN + outputTokens * NANOS_PER_OUTPUT_TOKEN)
        .addAttributes(Attributes.of("gen_ai.operation.name", "chat"))
        .addAttributes(Attributes.of("gen_ai.usage.input_tokens", inputTokens))
        .addAttributes(Attributes.of("gen_ai.usage.output_tokens", outputTokens))
        .addAttributes(Attributes.of("leeway.synthetic", true))
        .addAllAttributes(further)
        .build();
  }
}
