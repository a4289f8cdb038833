package dev.leeway.telemetry;

import io.opentelemetry.proto.trace.v1.Span;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures CPU microseconds per span for decode and map, on one thread, over requests that differ.
 * Run its main; the argument is the CPU seconds per round. CPU time, because a neighbour on the
 * machine must not change the number; collecting garbage is not in it.
 */
final class SpanDecoderBenchmark {
  private static final int SPANS_PER_REQUEST = 50;
  private static final int REQUESTS = 256;
  private static final int ROUNDS = 5;

  private SpanDecoderBenchmark() {}

  public static void main(String[] args) {
    long roundNanos = (args.length == 0 ? 3 : Long.parseLong(args[0])) * 1_000_000_000L;
    measure("llm span without content", roundNanos, SpanDecoderBenchmark::llm);
    measure("tool span with arguments", roundNanos, SpanDecoderBenchmark::tool);
    measure("llm span with messages", roundNanos, SpanDecoderBenchmark::withMessages);
    measure("openinference llm span", roundNanos, SpanDecoderBenchmark::openInference);
    measure("http span", roundNanos, SpanDecoderBenchmark::http);
  }

  private interface Example {
    Span.Builder span(int number);
  }

  private static void measure(String what, long roundNanos, Example example) {
    List<byte[]> requests = new ArrayList<>();
    long bytes = 0;
    for (int request = 0; request < REQUESTS; request++) {
      Span.Builder[] spans = new Span.Builder[SPANS_PER_REQUEST];
      for (int i = 0; i < SPANS_PER_REQUEST; i++) {
        spans[i] = example.span(request * SPANS_PER_REQUEST + i);
      }
      requests.add(Requests.request(spans));
      bytes += requests.get(request).length;
    }
    SpanDecoder decoder = Requests.decoder();
    double best = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long spans = 0;
      long start = cpuNanos();
      long elapsed = 0;
      while (elapsed < roundNanos) {
        for (byte[] request : requests) {
          spans += decoder.decode("acme", request, Requests.APPEND_MILLIS).spans().size();
        }
        elapsed = cpuNanos() - start;
      }
      best = Math.min(best, elapsed / 1e3 / spans);
    }
    System.out.printf(
        Locale.ROOT,
        "%-26s %5d bytes/span  %6.2f CPU-µs/span%n",
        what,
        bytes / REQUESTS / SPANS_PER_REQUEST,
        best);
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static Span.Builder llm(int number) {
    return Requests.span(
        "chat gpt-4o-mini",
        "gen_ai.operation.name",
        "chat",
        "gen_ai.provider.name",
        "openai",
        "gen_ai.request.model",
        "gpt-4o-mini",
        "gen_ai.response.model",
        "gpt-4o-mini-2024-07-18",
        "gen_ai.response.id",
        "chatcmpl-LuYj8fKg_AgZXHvPjZ_" + number,
        "gen_ai.response.finish_reasons",
        List.of("stop"),
        "gen_ai.usage.input_tokens",
        1_000 + number,
        "gen_ai.usage.output_tokens",
        100 + number,
        "gen_ai.conversation.id",
        "conversation-" + number,
        "gen_ai.request.temperature",
        0.2,
        "server.address",
        "api.openai.com");
  }

  private static Span.Builder tool(int number) {
    return Requests.span(
        "execute_tool search_products",
        "gen_ai.operation.name",
        "execute_tool",
        "gen_ai.tool.name",
        "search_products",
        "gen_ai.tool.type",
        "function",
        "gen_ai.tool.call.id",
        "call_ha45kIMEeJXiubQ_" + number,
        "gen_ai.tool.call.arguments",
        "{\"query\":\"noise cancelling headphones " + number + "\",\"max_price\":200}",
        "gen_ai.tool.call.result",
        "{\"results\":[{\"sku\":\"SKU-" + number + "\",\"name\":\"QuietWave\",\"price\":189.0}]}",
        "gen_ai.conversation.id",
        "conversation-" + number);
  }

  private static Span.Builder withMessages(int number) {
    String text = "I need noise-cancelling headphones under 200 euros. ".repeat(10);
    return llm(number)
        .addAttributes(
            Requests.pair(
                "gen_ai.input.messages",
                "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\""
                    + text
                    + number
                    + "\"}]}]"))
        .addAttributes(
            Requests.pair(
                "gen_ai.output.messages",
                "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\""
                    + text
                    + number
                    + "\"}],\"finish_reason\":\"stop\"}]"));
  }

  private static Span.Builder openInference(int number) {
    Span.Builder span =
        Requests.span(
            "OpenAI Chat Completions",
            "openinference.span.kind",
            "LLM",
            "llm.model_name",
            "gpt-4o-mini-2024-07-18",
            "llm.system",
            "openai",
            "llm.token_count.prompt",
            1_000 + number,
            "llm.token_count.completion",
            100,
            "llm.finish_reason",
            "stop",
            "session.id",
            "conversation-" + number);
    for (int i = 0; i < 4; i++) {
      String prefix = "llm.input_messages." + i + ".message.";
      span.addAttributes(Requests.pair(prefix + "role", i % 2 == 0 ? "user" : "assistant"))
          .addAttributes(
              Requests.pair(prefix + "content", "Where is my order number " + number + "?"));
    }
    return span;
  }

  private static Span.Builder http(int number) {
    return Requests.span(
        "POST",
        "http.request.method",
        "POST",
        "url.full",
        "https://api.openai.com/v1/chat/completions?n=" + number,
        "http.response.status_code",
        200,
        "server.address",
        "api.openai.com",
        "server.port",
        443,
        "network.protocol.version",
        "1.1",
        "user_agent.original",
        "OpenAI/JS 6.30.1");
  }
}
