package dev.leeway.standalone.bench.ingest;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** What kind of spans are sent: traces of ten, of model calls or of plain web requests. */
enum Workload {
  LLM {
    @Override
    String name(SplittableRandom random) {
      return "chat " + pick(MODELS, random);
    }

    @Override
    Map<String, Object> attributes(SplittableRandom random) {
      Map<String, Object> attributes = new LinkedHashMap<>();
      String model = pick(MODELS, random);
      attributes.put("gen_ai.operation.name", "chat");
      attributes.put("gen_ai.provider.name", "openai");
      attributes.put("gen_ai.request.model", model);
      attributes.put("gen_ai.response.model", model + "-2025-08-07");
      attributes.put("gen_ai.response.id", "chatcmpl-" + hex(random));
      attributes.put("gen_ai.conversation.id", hex(random));
      attributes.put("gen_ai.usage.input_tokens", 200L + random.nextInt(9000));
      attributes.put("gen_ai.usage.output_tokens", 20L + random.nextInt(900));
      attributes.put("gen_ai.response.finish_reasons", "stop");
      attributes.put("user.id", "user-" + random.nextInt(5000));
      attributes.put("deployment.region", "eu-" + random.nextInt(4));
      return attributes;
    }
  },
  HTTP {
    @Override
    String name(SplittableRandom random) {
      return "GET " + pick(ROUTES, random);
    }

    @Override
    Map<String, Object> attributes(SplittableRandom random) {
      Map<String, Object> attributes = new LinkedHashMap<>();
      attributes.put("http.request.method", "GET");
      attributes.put("http.response.status_code", random.nextInt(20) == 0 ? 404L : 200L);
      attributes.put("server.address", "shop-" + random.nextInt(8) + ".internal");
      attributes.put("server.port", 8443L);
      attributes.put("url.path", "/orders/" + random.nextInt(1_000_000));
      attributes.put("network.protocol.version", "1.1");
      return attributes;
    }
  };

  /** Of one body, which is one request. */
  static final int SPANS = 100;

  private static final int SPANS_PER_TRACE = 10;
  private static final List<String> MODELS =
      List.of("gpt-4o", "gpt-4o-mini", "claude-sonnet-4-5", "mistral-large");
  private static final List<String> ROUTES =
      List.of("/orders/{id}", "/orders", "/customers/{id}", "/search");

  abstract String name(SplittableRandom random);

  abstract Map<String, Object> attributes(SplittableRandom random);

  List<DrawnSpan> draw(SplittableRandom random) {
    List<DrawnSpan> spans = new ArrayList<>();
    for (int i = 0; i < SPANS; i++) {
      boolean root = i % SPANS_PER_TRACE == 0;
      spans.add(
          new DrawnSpan(
              root ? DrawnSpan.id(16, random) : spans.getLast().traceId(),
              DrawnSpan.id(8, random),
              root ? ByteString.EMPTY : spans.get(i - i % SPANS_PER_TRACE).spanId(),
              root ? Span.SpanKind.SPAN_KIND_SERVER : Span.SpanKind.SPAN_KIND_CLIENT,
              name(random),
              random.nextLong(),
              random.nextLong(),
              attributes(random)));
    }
    return spans;
  }

  private static String pick(List<String> from, SplittableRandom random) {
    return from.get(random.nextInt(from.size()));
  }

  private static String hex(SplittableRandom random) {
    return Long.toHexString(random.nextLong() | Long.MIN_VALUE);
  }
}
