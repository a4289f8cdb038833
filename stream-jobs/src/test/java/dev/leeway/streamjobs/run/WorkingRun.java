package dev.leeway.streamjobs.run;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.AgentSource;
import dev.leeway.signals.event.ContentRef;
import dev.leeway.signals.event.ContentRole;
import dev.leeway.signals.event.Convention;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.event.Facts;
import dev.leeway.signals.event.Hashes;
import dev.leeway.signals.event.ModelCall;
import dev.leeway.signals.event.SpanStatus;
import dev.leeway.signals.event.ToolCall;
import dev.leeway.signals.event.TraceId;
import dev.leeway.signals.event.Usage;
import dev.leeway.signals.fact.Sketch;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A run as an agent that works for minutes leaves it: model calls with identities, token counts and
 * the prints of their texts, each with two tool calls whose arguments and results differ, their
 * HTTP requests, and near the end a tool that is called again and again.
 */
final class WorkingRun {
  static final int SPANS = 200;

  private static final long NANOS = 1_000_000;
  private static final int STUCK_CALLS = 8;

  private final TraceId trace;
  private final long start;
  private final SplittableRandom random;
  private final List<AgentEvent> spans = new ArrayList<>(SPANS);

  private WorkingRun(long number, long end) {
    this.trace = new TraceId(Hashes.hash64("run " + number), number);
    this.start = end - 100 * SPANS;
    this.random = new SplittableRandom(number);
  }

  /** Its spans by their starts. */
  static List<AgentEvent> of(long number, long end) {
    WorkingRun run = new WorkingRun(number, end);
    long root = run.random.nextLong();
    run.add(EventKind.AGENT, root, 0, "invoke_agent planner", 99 * SPANS);
    while (run.spans.size() < SPANS - STUCK_CALLS) {
      run.step(root);
    }
    while (run.spans.size() < SPANS) {
      run.add(EventKind.TOOL, run.random.nextLong(), root, "execute_tool wait", 20);
    }
    return run.spans;
  }

  private void step(long root) {
    switch (spans.size() % 6) {
      case 1 -> add(EventKind.LLM, random.nextLong(), root, "chat gpt-5-mini", 80);
      case 3, 5 -> add(EventKind.TOOL, random.nextLong(), root, "execute_tool search", 60);
      default -> add(EventKind.HTTP, random.nextLong(), spans.getLast().spanId(), "POST", 50);
    }
  }

  private void add(EventKind kind, long id, long parent, String name, long millis) {
    long from = (start + 100L * spans.size()) * NANOS + random.nextInt(1_000_000);
    boolean model = kind == EventKind.LLM;
    boolean stuck = name.endsWith("wait");
    spans.add(
        new AgentEvent(
            new AgentSource("acme", "production", "shop", "1.4.2", "shop-7f9c", "planner", "1.4.2"),
            trace,
            id,
            parent,
            name,
            kind,
            kind == EventKind.HTTP ? "" : name.split(" ", 2)[0],
            Convention.OTEL_GENAI,
            kind == EventKind.HTTP ? "io.opentelemetry.java-http-client" : "openai-v2",
            from,
            from + millis * NANOS,
            SpanStatus.UNSET,
            "",
            kind == EventKind.HTTP ? 200 : 0,
            1,
            model ? called() : ModelCall.NONE,
            model ? new Usage(random.nextLong(9_000), 220L, 1024L, null, 64L, 0.0021) : Usage.NONE,
            kind == EventKind.TOOL ? tool(stuck) : ToolCall.NONE,
            "",
            "conv-" + trace.low(),
            "",
            texts(kind),
            0,
            start + 100 * SPANS,
            facts(kind, stuck),
            Map.of(),
            Map.of()));
  }

  private ModelCall called() {
    String id = "chatcmpl-" + Long.toString(random.nextLong() >>> 1, 36) + "aBcD";
    return new ModelCall(
        "openai", "gpt-5-mini", "gpt-5-mini-2026-08-07", id, List.of("tool_call"), 412_000_000L);
  }

  private ToolCall tool(boolean stuck) {
    return stuck
        ? new ToolCall("wait", "call_" + spans.size(), 17, 18)
        : new ToolCall(
            "search",
            "call_" + Long.toString(random.nextLong() >>> 1, 36),
            random.nextLong(),
            random.nextLong());
  }

  private List<ContentRef> texts(EventKind kind) {
    return switch (kind) {
      case LLM ->
          List.of(text(ContentRole.INPUT_MESSAGES, 7_412), text(ContentRole.OUTPUT_MESSAGES, 812));
      case TOOL ->
          List.of(text(ContentRole.TOOL_ARGUMENTS, 90), text(ContentRole.TOOL_RESULT, 950));
      default -> List.of();
    };
  }

  private ContentRef text(ContentRole role, long bytes) {
    HexFormat hex = HexFormat.of();
    String hash = hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
    return new ContentRef(role, hash, bytes);
  }

  private Facts facts(EventKind kind, boolean stuck) {
    return switch (kind) {
      case LLM ->
          new Facts(
              Map.of(
                  "input.messages", (double) random.nextInt(40),
                  "input.turns", 3.0,
                  "output.same", (double) (random.nextLong() >>> 11)),
              Map.of("output.form", "tool_calls"));
      case TOOL ->
          new Facts(
              Map.of(
                  "call.same", stuck ? 5.0 : (double) (random.nextLong() >>> 11),
                  "call.shape", 77.0,
                  "result.same", stuck ? 6.0 : (double) (random.nextLong() >>> 11)),
              Map.of(
                  "call.words", stuck ? "" : new Sketch(random.nextLong(), 0).text(),
                  "result.words",
                      stuck ? "" : new Sketch(random.nextLong(), random.nextLong()).text(),
                  "call.numbers", stuck ? "" : "limit=20 page=" + random.nextInt(9)));
      default -> Facts.NONE;
    };
  }
}
