package dev.leeway.simulator.load;

import com.google.protobuf.ByteString;
import dev.leeway.simulator.otlp.Attributes;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** Draws export requests of ten runs of ten spans, about half a kilobyte a span. */
final class LoadBody {
  static final int RUNS = 10;
  static final int SPANS_PER_RUN = 10;
  static final int SPANS = RUNS * SPANS_PER_RUN;
  private static final List<String> MODELS =
      List.of("gpt-4o", "gpt-4o-mini", "claude-sonnet-4-5", "mistral-large");
  private static final List<String> TOOLS =
      List.of("search", "lookup_order", "read_file", "run_query", "send_mail");

  private LoadBody() {}

  static BodyTemplate draw(String agent, SplittableRandom random) {
    ScopeSpans.Builder scope = ScopeSpans.newBuilder();
    List<Span> spans = new ArrayList<>();
    for (int run = 0; run < RUNS; run++) {
      ByteString traceId = bytes(random, 16);
      ByteString rootId = bytes(random, 8);
      for (int i = 0; i < SPANS_PER_RUN; i++) {
        spans.add(span(traceId, rootId, i, agent, random));
      }
    }
    scope.addAllSpans(spans);
    byte[] template =
        ExportTraceServiceRequest.newBuilder()
            .addResourceSpans(
                ResourceSpans.newBuilder()
                    .setResource(
                        Resource.newBuilder()
                            .addAttributes(Attributes.of("service.name", agent))
                            .addAttributes(Attributes.of("service.version", "1.0.0")))
                    .addScopeSpans(scope))
            .build()
            .toByteArray();
    return BodyTemplate.of(
        template, spans.stream().map(LoadBody::marks).toList(), TimeUnit.NANOSECONDS);
  }

  private static BodyTemplate.Marks marks(Span span) {
    return new BodyTemplate.Marks(
        span.getTraceId(),
        span.getSpanId(),
        span.getParentSpanId(),
        span.getStartTimeUnixNano(),
        OptionalLong.of(span.getEndTimeUnixNano()),
        1_000_000L + Math.floorMod(span.getStartTimeUnixNano(), 2_000_000_000L));
  }

  private static Span span(
      ByteString traceId, ByteString rootId, int i, String agent, SplittableRandom random) {
    Span.Builder span =
        Span.newBuilder()
            .setTraceId(traceId)
            .setSpanId(i == 0 ? rootId : bytes(random, 8))
            // Random numbers that are found again in the encoding, to be replaced by times.
            .setStartTimeUnixNano(random.nextLong())
            .setEndTimeUnixNano(random.nextLong())
            .addAttributes(Attributes.of("gen_ai.conversation.id", hex(random)))
            .addAttributes(Attributes.of("user.id", "user-" + random.nextInt(5000)))
            .addAttributes(Attributes.of("deployment.region", "eu-" + random.nextInt(4)));
    if (i == 0) {
      return span.setName("invoke_agent " + agent)
          .addAttributes(Attributes.of("gen_ai.operation.name", "invoke_agent"))
          .addAttributes(Attributes.of("gen_ai.agent.name", agent))
          .addAttributes(Attributes.of("gen_ai.agent.version", "1.0.0"))
          .addAttributes(Attributes.of("app.note", hex(random) + hex(random) + hex(random)))
          .build();
    }
    span.setParentSpanId(rootId);
    if (i % 2 == 1) {
      String model = MODELS.get(random.nextInt(MODELS.size()));
      return span.setName("chat " + model)
          .setKind(Span.SpanKind.SPAN_KIND_CLIENT)
          .addAttributes(Attributes.of("gen_ai.operation.name", "chat"))
          .addAttributes(Attributes.of("gen_ai.provider.name", "openai"))
          .addAttributes(Attributes.of("gen_ai.request.model", model))
          .addAttributes(Attributes.of("gen_ai.response.model", model))
          .addAttributes(Attributes.of("gen_ai.response.id", "chatcmpl-" + hex(random)))
          .addAttributes(Attributes.of("gen_ai.usage.input_tokens", 200L + random.nextInt(9000)))
          .addAttributes(Attributes.of("gen_ai.usage.output_tokens", 20L + random.nextInt(900)))
          .addAttributes(Attributes.of("gen_ai.response.finish_reasons", List.of("stop")))
          .build();
    }
    String tool = TOOLS.get(random.nextInt(TOOLS.size()));
    return span.setName("execute_tool " + tool)
        .setKind(Span.SpanKind.SPAN_KIND_INTERNAL)
        .addAttributes(Attributes.of("gen_ai.operation.name", "execute_tool"))
        .addAttributes(Attributes.of("gen_ai.tool.name", tool))
        .addAttributes(Attributes.of("gen_ai.tool.call.id", "call_" + hex(random)))
        .addAttributes(
            Attributes.of("gen_ai.tool.call.arguments", "{\"id\":\"" + hex(random) + "\"}"))
        .addAttributes(
            Attributes.of("gen_ai.tool.call.result", "{\"rows\":" + random.nextInt(1000) + "}"))
        .build();
  }

  private static ByteString bytes(SplittableRandom random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return ByteString.copyFrom(bytes);
  }

  private static String hex(SplittableRandom random) {
    return Long.toHexString(random.nextLong());
  }
}
