package dev.leeway.simulator.load;

import com.google.protobuf.ByteString;
import dev.leeway.simulator.otlp.Attributes;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * An encoded export request of ten runs of ten spans, about half a kilobyte a span, whose ids and
 * times are written anew for each sending, so that no body is sent twice and none is encoded twice.
 */
final class LoadBody {
  static final int RUNS = 10;
  static final int SPANS_PER_RUN = 10;
  static final int SPANS = RUNS * SPANS_PER_RUN;
  private static final List<String> MODELS =
      List.of("gpt-4o", "gpt-4o-mini", "claude-sonnet-4-5", "mistral-large");
  private static final List<String> TOOLS =
      List.of("search", "lookup_order", "read_file", "run_query", "send_mail");

  /** Where one span's ids and times stand in the template. */
  private record Places(int traceId, int spanId, int parentId, int start, int end, int run) {}

  private final byte[] template;
  private final List<Places> places;
  private final long[] durations;

  private LoadBody(byte[] template, List<Places> places, long[] durations) {
    this.template = template;
    this.places = places;
    this.durations = durations;
  }

  static LoadBody draw(String agent, SplittableRandom random) {
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
    long[] durations =
        spans.stream()
            .mapToLong(
                span -> 1_000_000L + Math.floorMod(span.getStartTimeUnixNano(), 2_000_000_000L))
            .toArray();
    return new LoadBody(template, places(template, spans), durations);
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

  private static List<Places> places(byte[] template, List<Span> spans) {
    List<Places> places = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < spans.size(); i++) {
      Span span = spans.get(i);
      int traceId = find(template, span.getTraceId().toByteArray(), from);
      int spanId = find(template, span.getSpanId().toByteArray(), traceId);
      int parentId =
          span.getParentSpanId().isEmpty()
              ? -1
              : find(template, span.getParentSpanId().toByteArray(), spanId);
      int start = find(template, littleEndian(span.getStartTimeUnixNano()), spanId);
      int end = find(template, littleEndian(span.getEndTimeUnixNano()), start);
      places.add(new Places(traceId, spanId, parentId, start, end, i / SPANS_PER_RUN));
      from = end;
    }
    return places;
  }

  private static byte[] littleEndian(long value) {
    return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
  }

  private static int find(byte[] in, byte[] what, int from) {
    for (int at = from; at <= in.length - what.length; at++) {
      int i = 0;
      while (i < what.length && in[at + i] == what[i]) {
        i++;
      }
      if (i == what.length) {
        return at;
      }
    }
    throw new IllegalStateException("the template does not hold what was put into it");
  }

  /**
   * A body to send: all spans end at the time given, or up to two seconds before.
   *
   * @param serial no two bodies of one load have the same; ids are made of it
   */
  byte[] at(long serial, long epochNanos) {
    byte[] body = template.clone();
    ByteBuffer bigEndian = ByteBuffer.wrap(body);
    ByteBuffer littleEndian = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < places.size(); i++) {
      Places place = places.get(i);
      long run = serial * RUNS + place.run + 1;
      bigEndian.putLong(place.traceId, mix(run)).putLong(place.traceId + 8, run);
      bigEndian.putLong(place.spanId, mix(run * SPANS_PER_RUN + i % SPANS_PER_RUN) | 1);
      if (place.parentId >= 0) {
        bigEndian.putLong(place.parentId, mix(run * SPANS_PER_RUN) | 1);
      }
      littleEndian.putLong(place.start, epochNanos - durations[i]).putLong(place.end, epochNanos);
    }
    return body;
  }

  /** Stafford's variant 13 of the 64-bit finalizer of MurmurHash3: a bijection, so ids differ. */
  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
