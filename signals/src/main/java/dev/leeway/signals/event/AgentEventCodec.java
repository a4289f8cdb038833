package dev.leeway.signals.event;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An event as the versioned bytes that keyed state holds: about 100 for an agent's span, 200 for a
 * tool call, 250 for a model call with everything. A golden file per version stays in the tests.
 *
 * <p>Names of enums are written as text by the dictionary, not as ordinals, so that their order may
 * change; the dictionary of a version never does.
 */
public final class AgentEventCodec {
  private static final int VERSION = 1;
  private static final String WHAT = "agent event";

  /** Frequent texts of version 1. The first 62 cost one byte, the others two. */
  static final StateDictionary DICTIONARY =
      new StateDictionary(
          List.of(
              "LLM",
              "TOOL",
              "AGENT",
              "STEP",
              "HTTP",
              "RETRIEVAL",
              "OTHER",
              "WORKFLOW",
              "UNSET",
              "OK",
              "ERROR",
              "OTEL_GENAI",
              "OPENINFERENCE",
              "OTEL_GENAI_LEGACY",
              "UNKNOWN",
              "INPUT_MESSAGES",
              "OUTPUT_MESSAGES",
              "TOOL_ARGUMENTS",
              "TOOL_RESULT",
              "SYSTEM_INSTRUCTIONS",
              "TOOL_DEFINITIONS",
              "DOCUMENTS",
              "QUERY",
              "default",
              "stop",
              "tool_call",
              "length",
              "chat",
              "execute_tool",
              "invoke_agent",
              "openai",
              "anthropic",
              "azure.ai.openai",
              "aws.bedrock",
              "gcp.gemini",
              "gcp.vertex_ai",
              "production",
              "prod",
              "staging",
              "__leeway",
              "EMBEDDING",
              "RERANK",
              "PLAN",
              "MCP",
              "MEMORY",
              "GUARDRAIL",
              "EVALUATOR",
              "HANDOFF",
              "PROMPT",
              "HUMAN_WAIT",
              "DB",
              "embeddings",
              "generate_content",
              "text_completion",
              "retrieval",
              "invoke_workflow",
              "content_filter",
              "refusal",
              "error",
              "compaction",
              "other",
              "timeout",
              "429",
              "500",
              "503",
              "mistral_ai",
              "deepseek",
              "cohere",
              "groq",
              "x_ai",
              "ollama",
              "vllm"));

  static final int PARENT = 1;
  private static final int MODEL = 1 << 1;
  private static final int USAGE = 1 << 2;
  private static final int TOOL = 1 << 3;
  private static final int CONTENTS = 1 << 4;
  private static final int ATTRIBUTES = 1 << 5;
  private static final int FACTS = 1 << 6;

  private AgentEventCodec() {}

  /** Everything but the attributes of span and resource: what runs and rules are made of. */
  public static byte[] encode(AgentEvent event) {
    return bytesOf(event, 0);
  }

  /** Everything. */
  public static byte[] encodeWithAttributes(AgentEvent event) {
    return bytesOf(event, ATTRIBUTES);
  }

  /** Reads either; attributes that were not written are empty. */
  public static AgentEvent decode(byte[] bytes) {
    StateReader in = new StateReader(WHAT, bytes, DICTIONARY).version(VERSION);
    int parts = in.octet();
    TraceId traceId = new TraceId(in.word(), in.word());
    long spanId = in.word();
    long parentSpanId = (parts & PARENT) != 0 ? in.word() : 0;
    long startNanos = in.word();
    AgentEvent event = body(in, parts, traceId, spanId, parentSpanId, startNanos);
    in.end();
    return event;
  }

  /** What {@link #write(StateWriter, AgentEvent, int)} wrote. */
  static AgentEvent body(
      StateReader in, int parts, TraceId traceId, long spanId, long parentSpanId, long startNanos) {
    long endNanos = startNanos + in.signed();
    long appendMillis = Math.floorDiv(startNanos, 1_000_000L) + in.signed();
    AgentSource source =
        new AgentSource(
            in.text(), in.text(), in.text(), in.text(), in.text(), in.text(), in.text());
    return new AgentEvent(
        source,
        traceId,
        spanId,
        parentSpanId,
        in.text(),
        in.named(EventKind.class),
        in.text(),
        in.named(Convention.class),
        in.text(),
        startNanos,
        endNanos,
        in.named(SpanStatus.class),
        in.text(),
        in.integer(),
        in.integer(),
        (parts & MODEL) != 0 ? model(in) : ModelCall.NONE,
        (parts & USAGE) != 0 ? usage(in) : Usage.NONE,
        (parts & TOOL) != 0 ? tool(in) : ToolCall.NONE,
        in.text(),
        in.text(),
        in.text(),
        (parts & CONTENTS) != 0 ? contents(in) : List.of(),
        in.integer(),
        appendMillis,
        (parts & FACTS) != 0 ? FactsCodec.read(in) : Facts.NONE,
        (parts & ATTRIBUTES) != 0 ? texts(in) : Map.of(),
        (parts & ATTRIBUTES) != 0 ? texts(in) : Map.of());
  }

  private static byte[] bytesOf(AgentEvent event, int attributes) {
    int parts = partsOf(event) | attributes;
    StateWriter out = new StateWriter(DICTIONARY).octet(VERSION).octet(parts);
    out.word(event.traceId().high()).word(event.traceId().low()).word(event.spanId());
    if (event.parentSpanId() != 0) {
      out.word(event.parentSpanId());
    }
    write(out.word(event.startNanos()), event, parts);
    return out.bytes();
  }

  /** Which optional parts the event has, attributes aside. */
  static int partsOf(AgentEvent event) {
    return (event.parentSpanId() != 0 ? PARENT : 0)
        | (event.model().equals(ModelCall.NONE) ? 0 : MODEL)
        | (event.usage().equals(Usage.NONE) ? 0 : USAGE)
        | (event.tool().equals(ToolCall.NONE) ? 0 : TOOL)
        | (event.contents().isEmpty() ? 0 : CONTENTS)
        | (event.facts().isEmpty() ? 0 : FACTS);
  }

  /** Everything but its ids and its start. */
  static void write(StateWriter out, AgentEvent event, int parts) {
    out.signed(event.endNanos() - event.startNanos());
    out.signed(event.appendMillis() - event.startMillis());
    AgentSource source = event.source();
    Stream.of(
            source.tenantId(),
            source.environment(),
            source.serviceName(),
            source.serviceVersion(),
            source.serviceInstanceId(),
            source.agentName(),
            source.agentVersion(),
            event.name(),
            event.kind().name(),
            event.operation(),
            event.convention().name(),
            event.scopeName(),
            event.status().name(),
            event.errorType())
        .forEach(out::text);
    out.signed(event.httpStatus()).signed(event.attempts());
    if ((parts & MODEL) != 0) {
      write(out, event.model());
    }
    if ((parts & USAGE) != 0) {
      write(out, event.usage());
    }
    if ((parts & TOOL) != 0) {
      ToolCall tool = event.tool();
      out.text(tool.name()).text(tool.callId()).word(tool.argumentsHash()).word(tool.resultHash());
    }
    out.text(event.dataSourceId()).text(event.conversationId()).text(event.userIdHash());
    if ((parts & CONTENTS) != 0) {
      write(out, event.contents());
    }
    out.signed(event.flags());
    if ((parts & FACTS) != 0) {
      FactsCodec.write(out, event.facts());
    }
    if ((parts & ATTRIBUTES) != 0) {
      write(out, event.attributes());
      write(out, event.resourceAttributes());
    }
  }

  private static void write(StateWriter out, ModelCall model) {
    out.text(model.provider()).text(model.modelRequested()).text(model.modelServed());
    out.text(model.responseId()).count(model.finishReasons().size());
    model.finishReasons().forEach(out::text);
    Long ttftNanos = model.ttftNanos();
    out.octet(ttftNanos == null ? 0 : 1);
    if (ttftNanos != null) {
      out.signed(ttftNanos);
    }
  }

  private static ModelCall model(StateReader in) {
    String provider = in.text();
    String requested = in.text();
    String served = in.text();
    String responseId = in.text();
    List<String> finishReasons = new ArrayList<>();
    for (int left = in.size(); left > 0; left--) {
      finishReasons.add(in.text());
    }
    Long ttftNanos = in.octet() == 0 ? null : Long.valueOf(in.signed());
    return new ModelCall(provider, requested, served, responseId, finishReasons, ttftNanos);
  }

  private static void write(StateWriter out, Usage usage) {
    @Nullable Long[] counts = {
      usage.inputTokens(),
      usage.outputTokens(),
      usage.cacheReadTokens(),
      usage.cacheWriteTokens(),
      usage.reasoningTokens()
    };
    int present = usage.costUsd() == null ? 0 : 1 << counts.length;
    for (int i = 0; i < counts.length; i++) {
      present |= counts[i] == null ? 0 : 1 << i;
    }
    out.octet(present);
    for (Long count : counts) {
      if (count != null) {
        out.signed(count);
      }
    }
    Double costUsd = usage.costUsd();
    if (costUsd != null) {
      out.number(costUsd);
    }
  }

  private static Usage usage(StateReader in) {
    int present = in.octet();
    @Nullable Long[] counts = new @Nullable Long[5];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = (present & 1 << i) == 0 ? null : Long.valueOf(in.signed());
    }
    Double costUsd = (present & 1 << counts.length) == 0 ? null : Double.valueOf(in.number());
    return new Usage(counts[0], counts[1], counts[2], counts[3], counts[4], costUsd);
  }

  private static ToolCall tool(StateReader in) {
    return new ToolCall(in.text(), in.text(), in.word(), in.word());
  }

  private static void write(StateWriter out, List<ContentRef> contents) {
    out.count(contents.size());
    for (ContentRef content : contents) {
      out.text(content.role().name()).raw(HexFormat.of().parseHex(content.hash()));
      out.signed(content.sizeBytes());
    }
  }

  private static List<ContentRef> contents(StateReader in) {
    List<ContentRef> contents = new ArrayList<>();
    for (int left = in.size(); left > 0; left--) {
      contents.add(
          new ContentRef(
              in.named(ContentRole.class), HexFormat.of().formatHex(in.raw(16)), in.signed()));
    }
    return contents;
  }

  private static void write(StateWriter out, Map<String, String> texts) {
    out.count(texts.size());
    // Sorted, so that equal events are equal bytes.
    new TreeMap<>(texts).forEach((key, value) -> out.text(key).text(value));
  }

  private static Map<String, String> texts(StateReader in) {
    Map<String, String> texts = new TreeMap<>();
    for (int left = in.size(); left > 0; left--) {
      texts.put(in.text(), in.text());
    }
    return texts;
  }
}
