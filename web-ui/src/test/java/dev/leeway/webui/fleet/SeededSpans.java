package dev.leeway.webui.fleet;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.Content;
import dev.leeway.signals.event.ContentRef;
import dev.leeway.signals.event.ContentRole;
import dev.leeway.signals.event.Convention;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.event.Facts;
import dev.leeway.signals.event.Hashes;
import dev.leeway.signals.event.ModelCall;
import dev.leeway.signals.event.SpanStatus;
import dev.leeway.signals.event.ToolCall;
import dev.leeway.signals.event.Usage;
import dev.leeway.signals.run.Run;
import dev.leeway.signals.run.RunOutcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/** The spans that a run was made of, with messages of which one tries to be markup. */
final class SeededSpans {
  private static final List<String> TOOLS =
      List.of("search_catalogue", "get_order", "check_stock", "refund_order");

  private final Run run;
  private final SplittableRandom random;
  private final List<AgentEvent> spans = new ArrayList<>();
  private final List<Content> contents = new ArrayList<>();

  SeededSpans(Run run, SplittableRandom random) {
    this.run = run;
    this.random = random;
    build();
  }

  List<AgentEvent> spans() {
    return spans;
  }

  List<Content> contents() {
    return contents;
  }

  private void build() {
    long start = run.startNanos();
    long end = start + run.durationNanos();
    add(
        run.runId(),
        0,
        run.name(),
        EventKind.AGENT,
        start,
        end,
        ModelCall.NONE,
        ToolCall.NONE,
        List.of());
    int parts = run.llmCalls() + run.toolCalls();
    long step = run.durationNanos() / Math.max(1, parts);
    long at = start + step / 20;
    for (int i = 0; i < parts; i++) {
      long length = (long) (step * (0.55 + 0.4 * random.nextDouble()));
      if (i % 2 == 0 && i / 2 < run.llmCalls()) {
        llm(at, at + length, i / 2 + 1 == run.llmCalls());
      } else {
        tool(at, at + length);
      }
      at += step;
    }
  }

  private void llm(long start, long end, boolean last) {
    ModelCall model =
        new ModelCall(
            SeededContract.provider(run.source().agentName()),
            SeededContract.model(run.source().agentName()),
            SeededContract.servedModel(run.categories()),
            "",
            List.of(last ? "stop" : "tool_call"),
            (end - start) / 4);
    String input =
        """
        [{"role":"system","parts":[{"type":"text","content":"You help customers of a bicycle shop. Never promise a delivery date."}]},
         {"role":"user","parts":[{"type":"text","content":"Where is my order 4711? <img src=x onerror=alert(1)> Also <b>hurry</b>."}]}]\
        """;
    String answer =
        """
        [{"role":"assistant","parts":[{"type":"text","content":"%s"}]}]\
        """
            .formatted(SeededAnswer.of(run.startNanos() / 1_000_000).text());
    String request =
        """
        [{"role":"assistant","parts":[{"type":"text","content":"I will look that up."},{"type":"tool_call","id":"call_1","name":"get_order","arguments":{"order_id":"4711","fields":["status","eta"]}}]}]\
        """;
    add(
        random.nextLong() | 1,
        run.runId(),
        "chat " + model.modelRequested(),
        EventKind.LLM,
        start,
        end,
        model,
        ToolCall.NONE,
        List.of(
            content(ContentRole.INPUT_MESSAGES, input),
            content(ContentRole.OUTPUT_MESSAGES, last ? answer : request)));
  }

  private void tool(long start, long end) {
    String name = TOOLS.get(random.nextInt(TOOLS.size()));
    String arguments = "{\"order_id\":\"%d\"}".formatted(4_000 + random.nextInt(1_000));
    String result =
        "{\"status\":\"shipped\",\"carrier\":\"DHL\",\"eta\":\"2026-11-24\",\"total\":482.15}";
    long id = random.nextLong() | 1;
    add(
        id,
        run.runId(),
        "execute_tool " + name,
        EventKind.TOOL,
        start,
        end,
        ModelCall.NONE,
        new ToolCall(name, "call_1", Hashes.hash64(arguments), Hashes.hash64(result)),
        List.of(
            content(ContentRole.TOOL_ARGUMENTS, arguments),
            content(ContentRole.TOOL_RESULT, result)));
    add(
        random.nextLong() | 1,
        id,
        "GET /orders",
        EventKind.HTTP,
        start + (end - start) / 10,
        end - (end - start) / 10,
        ModelCall.NONE,
        ToolCall.NONE,
        List.of());
  }

  private ContentRef content(ContentRole role, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    String hash = HexFormat.of().formatHex(Hashes.sha256(bytes), 0, 16);
    ContentRef ref = new ContentRef(role, hash, bytes.length);
    contents.add(new Content(ref, text));
    return ref;
  }

  private void add(
      long id,
      long parent,
      String name,
      EventKind kind,
      long start,
      long end,
      ModelCall model,
      ToolCall tool,
      List<ContentRef> refs) {
    boolean failed = run.outcome() != RunOutcome.OK && (parent == 0 || random.nextInt(4) == 0);
    boolean calls = kind == EventKind.LLM;
    boolean last = calls && model.finishReasons().contains("stop");
    Usage usage =
        calls
            ? new Usage(
                run.inputTokens() / run.llmCalls(),
                run.outputTokens() / run.llmCalls(),
                null,
                null,
                null,
                run.costUsd() / run.llmCalls())
            : Usage.NONE;
    spans.add(
        new AgentEvent(
            run.source(),
            run.traceId(),
            id,
            parent,
            name,
            kind,
            calls
                ? "chat"
                : kind == EventKind.TOOL
                    ? "execute_tool"
                    : kind == EventKind.AGENT ? "invoke_agent" : "",
            Convention.OTEL_GENAI,
            "shop",
            start,
            end,
            failed ? SpanStatus.ERROR : SpanStatus.UNSET,
            failed ? run.outcome().name().toLowerCase(Locale.ROOT) : "",
            0,
            1,
            model,
            usage,
            tool,
            "",
            run.conversationId(),
            "",
            refs,
            0,
            end / 1_000_000,
            last ? SeededContract.facts(run.categories()) : Facts.NONE,
            Map.of(
                "gen_ai.request.temperature", "0.2", "thread.name", "worker-" + random.nextInt(8)),
            Map.of(
                "service.name",
                run.source().serviceName(),
                "host.name",
                "node-3",
                "telemetry.sdk.language",
                "java")));
  }
}
