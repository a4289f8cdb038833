package dev.leeway.signals.fact;

import static dev.leeway.signals.event.SpanFixture.llm;
import static dev.leeway.signals.event.SpanFixture.span;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.Content;
import dev.leeway.signals.event.ContentRef;
import dev.leeway.signals.event.ContentRole;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.event.Hashes;
import dev.leeway.signals.event.SpanFixture;
import java.util.List;

/** Spans with payload, and the facts that a decoder reads from it. */
public final class Told {
  private static final FactReaders READERS = FactReaders.standard();

  private Told() {}

  /** The tool call of that second. */
  public static AgentEvent tool(int second, String name, String arguments, String result) {
    return told(
        span(1 + second, EventKind.TOOL)
            .tool(name, Hashes.hash64(arguments), Hashes.hash64(result))
            .at(second * 1000L, second * 1000L + 500),
        content(ContentRole.TOOL_ARGUMENTS, arguments),
        content(ContentRole.TOOL_RESULT, result));
  }

  /** A model's answer in text; its second is its span's id. */
  public static AgentEvent answer(int spanId, String text) {
    return answer(llm(spanId).at(spanId * 1000L, spanId * 1000L + 500), textPart(text));
  }

  /** A model's answer that calls a tool. */
  public static AgentEvent calling(int spanId, String tool, String arguments) {
    return answer(
        llm(spanId).at(spanId * 1000L, spanId * 1000L + 500),
        "{\"type\":\"tool_call\",\"name\":\"%s\",\"arguments\":%s}".formatted(tool, arguments));
  }

  public static AgentEvent answer(SpanFixture span, String parts) {
    String messages = "[{\"role\":\"assistant\",\"parts\":[" + parts + "]}]";
    return told(span, content(ContentRole.OUTPUT_MESSAGES, messages));
  }

  public static String textPart(String text) {
    String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return "{\"type\":\"text\",\"content\":\"" + escaped + "\"}";
  }

  /** With payload and with attributes. */
  public static AgentEvent told(SpanFixture span, Content... contents) {
    AgentEvent bare = span.holding(List.of(contents).stream().map(Content::ref).toList()).event();
    return bare.with(READERS.of(bare, List.of(contents)));
  }

  public static Content content(ContentRole role, String text) {
    return new Content(new ContentRef(role, "0".repeat(32), text.length()), text);
  }
}
