package dev.leeway.streamjobs.job;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Runs of an agent as an SDK would export them: the same for the same seed. */
final class OtlpTraffic {
  private static final long NANOS_PER_MILLI = 1_000_000;
  private final SplittableRandom random;
  private final String agent;

  OtlpTraffic(long seed, String agent) {
    this.random = new SplittableRandom(seed);
    this.agent = agent;
  }

  /** One run that ends at that time: an agent span with model and tool calls below it. */
  List<Span> run(long endMillis) {
    ByteString trace = id(16);
    ByteString root = id(8);
    int calls = 1 + random.nextInt(3);
    long durationMillis = 400L + random.nextInt(1_600);
    long startMillis = endMillis - durationMillis;
    List<Span> spans = new ArrayList<>();
    for (int call = 0; call < calls; call++) {
      long from = startMillis + call * durationMillis / calls;
      spans.add(modelCall(trace, root, from, durationMillis / (2L * calls)));
      spans.add(toolCall(trace, root, from + durationMillis / (2L * calls), call));
    }
    spans.add(
        span(trace, root, ByteString.EMPTY, "invoke_agent " + agent, startMillis, durationMillis)
            .addAttributes(text("gen_ai.operation.name", "invoke_agent"))
            .addAttributes(text("gen_ai.agent.name", agent))
            .setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_OK))
            .build());
    return spans;
  }

  /** Many runs, one ending every so many milliseconds. */
  List<List<Span>> runs(int count, long firstEndMillis, long everyMillis) {
    List<List<Span>> runs = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      runs.add(run(firstEndMillis + i * everyMillis));
    }
    return runs;
  }

  /** The same run, whose last span says that it used a source with data up to that time. */
  static List<Span> withSource(List<Span> run, String source, long asOfMillis) {
    List<Span> spans = new ArrayList<>(run);
    spans.set(
        spans.size() - 1,
        run.getLast().toBuilder()
            .addAttributes(text("data_source.id", source))
            .addAttributes(number("data_source.as_of", asOfMillis))
            .build());
    return spans;
  }

  byte[] request(List<Span> spans) {
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setResource(
                    Resource.newBuilder().addAttributes(text("service.name", agent + "-service")))
                .addScopeSpans(ScopeSpans.newBuilder().addAllSpans(spans)))
        .build()
        .toByteArray();
  }

  private Span modelCall(ByteString trace, ByteString parent, long startMillis, long millis) {
    return span(trace, id(8), parent, "chat gpt-4o", startMillis, millis)
        .setKind(Span.SpanKind.SPAN_KIND_CLIENT)
        .addAttributes(text("gen_ai.operation.name", "chat"))
        .addAttributes(text("gen_ai.provider.name", "openai"))
        .addAttributes(text("gen_ai.request.model", "gpt-4o"))
        .addAttributes(text("gen_ai.response.model", "gpt-4o-2024-08-06"))
        .addAttributes(number("gen_ai.usage.input_tokens", 200 + random.nextInt(800)))
        .addAttributes(number("gen_ai.usage.output_tokens", 20 + random.nextInt(200)))
        .build();
  }

  private Span toolCall(ByteString trace, ByteString parent, long startMillis, int number) {
    return span(trace, id(8), parent, "execute_tool search", startMillis, 20)
        .addAttributes(text("gen_ai.operation.name", "execute_tool"))
        .addAttributes(text("gen_ai.tool.name", "search"))
        .addAttributes(text("gen_ai.tool.call.arguments", "{\"page\":" + number + "}"))
        .build();
  }

  private static Span.Builder span(
      ByteString trace,
      ByteString id,
      ByteString parent,
      String name,
      long startMillis,
      long millis) {
    return Span.newBuilder()
        .setTraceId(trace)
        .setSpanId(id)
        .setParentSpanId(parent)
        .setName(name)
        .setStartTimeUnixNano(startMillis * NANOS_PER_MILLI)
        .setEndTimeUnixNano((startMillis + millis) * NANOS_PER_MILLI);
  }

  private ByteString id(int bytes) {
    ByteBuffer buffer = ByteBuffer.allocate(bytes);
    while (buffer.hasRemaining()) {
      buffer.putLong(random.nextLong());
    }
    return ByteString.copyFrom(buffer.array());
  }

  private static KeyValue text(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private static KeyValue number(String key, long value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setIntValue(value))
        .build();
  }
}
