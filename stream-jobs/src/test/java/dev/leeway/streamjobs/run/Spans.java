package dev.leeway.streamjobs.run;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.AgentEventCodec;
import dev.leeway.signals.event.AgentSource;
import dev.leeway.signals.event.Content;
import dev.leeway.signals.event.ContentRef;
import dev.leeway.signals.event.Convention;
import dev.leeway.signals.event.EventFlag;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.event.Facts;
import dev.leeway.signals.event.ModelCall;
import dev.leeway.signals.event.SpanStatus;
import dev.leeway.signals.event.ToolCall;
import dev.leeway.signals.event.TraceId;
import dev.leeway.signals.event.Usage;
import dev.leeway.streamjobs.edge.SpanRecord;
import dev.leeway.streamjobs.edge.Standing;
import dev.leeway.streamjobs.store.StoreRows;
import java.util.List;
import java.util.Map;

/** Spans of one agent as tests need them; times in milliseconds. */
final class Spans {
  static final String TENANT = "acme";
  private static final long NANOS = 1_000_000;

  private Spans() {}

  static AgentEvent agent(long trace, long span, long start, long end, long append) {
    return event(trace, span, 0, EventKind.AGENT, start, end, append);
  }

  static AgentEvent model(long trace, long span, long parent, long start, long end, long append) {
    return event(trace, span, parent, EventKind.LLM, start, end, append);
  }

  static AgentEvent tool(long trace, long span, long parent, long start, long end, long append) {
    return event(trace, span, parent, EventKind.TOOL, start, end, append);
  }

  /** The same span of another agent. */
  static AgentEvent of(String agent, AgentEvent like) {
    return copy(
        like,
        new AgentSource(TENANT, "default", agent, "1", "", agent, ""),
        like.usage(),
        like.dataSourceId(),
        like.contents());
  }

  /** The same span without any token count. */
  static AgentEvent uncounted(AgentEvent like) {
    return copy(like, like.source(), Usage.NONE, like.dataSourceId(), like.contents());
  }

  /** The same span with payload texts. */
  static AgentEvent saying(AgentEvent like, List<Content> contents) {
    return copy(
        like,
        like.source(),
        like.usage(),
        like.dataSourceId(),
        contents.stream().map(Content::ref).toList());
  }

  /** The same span with a data source that it used. */
  static AgentEvent using(String dataSourceId, AgentEvent like) {
    return copy(like, like.source(), like.usage(), dataSourceId, like.contents());
  }

  private static AgentEvent copy(
      AgentEvent like,
      AgentSource source,
      Usage usage,
      String dataSourceId,
      List<ContentRef> contents) {
    return new AgentEvent(
        source,
        like.traceId(),
        like.spanId(),
        like.parentSpanId(),
        like.name(),
        like.kind(),
        like.operation(),
        like.convention(),
        like.scopeName(),
        like.startNanos(),
        like.endNanos(),
        like.status(),
        like.errorType(),
        like.httpStatus(),
        like.attempts(),
        like.model(),
        usage,
        like.tool(),
        dataSourceId,
        like.conversationId(),
        like.userIdHash(),
        contents,
        like.flags(),
        like.appendMillis(),
        like.facts(),
        like.attributes(),
        like.resourceAttributes());
  }

  /** What log records say about a model call, at one moment. */
  static AgentEvent logged(long trace, long id, long about, long at, EventFlag... marks) {
    AgentEvent said = event(trace, id, about, EventKind.LLM, at, 0, RunHarness.START);
    int flags = EventFlag.SUPPLEMENT.bit() | EventFlag.END_MISSING.bit();
    for (EventFlag mark : marks) {
      flags |= mark.bit();
    }
    return said.placed(id, about, flags);
  }

  static SpanRecord record(AgentEvent event) {
    return record(event, Standing.UNASKED);
  }

  static SpanRecord record(AgentEvent event, Standing standing) {
    return record(event, standing, new byte[0]);
  }

  /**
   * As the decoding stage sends it.
   *
   * @param grounding what was read of its texts
   */
  static SpanRecord record(AgentEvent event, Standing standing, byte[] grounding) {
    return new SpanRecord(
        TENANT,
        event.traceId().high(),
        event.traceId().low(),
        event.spanId(),
        AgentEventCodec.encode(event),
        StoreRows.eventRows(List.of(event)).getFirst(),
        grounding,
        event.endMillis(),
        event.appendMillis(),
        standing,
        "otlp_spans",
        0,
        event.spanId());
  }

  private static AgentEvent event(
      long trace, long span, long parent, EventKind kind, long start, long end, long append) {
    boolean model = kind == EventKind.LLM;
    boolean tool = kind == EventKind.TOOL;
    return new AgentEvent(
        new AgentSource(TENANT, "default", "shop-service", "1", "", "shop", ""),
        new TraceId(7, trace),
        span,
        parent,
        kind.name(),
        kind,
        model ? "chat" : "",
        Convention.OTEL_GENAI,
        "",
        start * NANOS,
        end * NANOS,
        SpanStatus.OK,
        "",
        0,
        1,
        model
            ? new ModelCall("openai", "gpt-4o", "gpt-4o", "", List.of("stop"), null)
            : ModelCall.NONE,
        model ? new Usage(100L + span, 10L, null, null, null, 0.01) : Usage.NONE,
        tool ? new ToolCall("search", "", 42, 43) : ToolCall.NONE,
        "",
        "",
        "",
        List.of(),
        0,
        append,
        Facts.NONE,
        Map.of(),
        Map.of());
  }
}
