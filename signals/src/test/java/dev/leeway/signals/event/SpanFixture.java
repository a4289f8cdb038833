package dev.leeway.signals.event;

import java.util.List;
import java.util.Map;

/**
 * A span of the shop assistant's trace, made field by field; what is not said is plain. Each step
 * gives a new fixture, so one may be the start of several spans.
 */
public record SpanFixture(AgentEvent event) {
  public static final TraceId TRACE = new TraceId(0x4bf92f3577b34da6L, 0xa3ce929d0e0e4736L);

  /** 2026-11-02T10:00:00Z, when the traces of the tests start. */
  public static final long START_MILLIS = 1_793_613_600_000L;

  public static SpanFixture span(long spanId, EventKind kind) {
    return new SpanFixture(
        new AgentEvent(
            new AgentSource(
                "default", "production", "shop", "1.4.2", "shop-7f9c", "shop-assistant", "1.4.2"),
            TRACE,
            spanId,
            0,
            kind.name().toLowerCase(java.util.Locale.ROOT),
            kind,
            "",
            Convention.OTEL_GENAI,
            "",
            START_MILLIS * 1_000_000,
            (START_MILLIS + 1000) * 1_000_000,
            SpanStatus.UNSET,
            "",
            0,
            1,
            ModelCall.NONE,
            Usage.NONE,
            ToolCall.NONE,
            "",
            "",
            "",
            List.of(),
            0,
            START_MILLIS + 2000,
            Facts.NONE,
            Map.of(),
            Map.of()));
  }

  public static SpanFixture agent(long spanId) {
    return span(spanId, EventKind.AGENT);
  }

  public static SpanFixture llm(long spanId) {
    return span(spanId, EventKind.LLM).model("openai", "gpt-5-mini", "stop");
  }

  public static SpanFixture tool(long spanId, String name) {
    return span(spanId, EventKind.TOOL).tool(name, 0, 0);
  }

  public SpanFixture under(long parentSpanId) {
    return with(e -> copy(e, e.source(), parentSpanId, e.name(), e.startNanos(), e.endNanos()));
  }

  public SpanFixture named(String name) {
    return with(e -> copy(e, e.source(), e.parentSpanId(), name, e.startNanos(), e.endNanos()));
  }

  public SpanFixture by(AgentSource source) {
    return with(e -> copy(e, source, e.parentSpanId(), e.name(), e.startNanos(), e.endNanos()));
  }

  /** By another agent of the same tenant and environment. */
  public SpanFixture by(String agent) {
    return by(new AgentSource("default", "production", agent, "", "", agent, ""));
  }

  /** Milliseconds after the start of the trace. */
  public SpanFixture at(long fromMillis, long toMillis) {
    return with(e ->
        copy(
            e,
            e.source(),
            e.parentSpanId(),
            e.name(),
            (START_MILLIS + fromMillis) * 1_000_000,
            (START_MILLIS + toMillis) * 1_000_000));
  }

  public SpanFixture model(String provider, String model, String... finishReasons) {
    return calls(
        new ModelCall(provider, model, "", "", List.of(finishReasons), null), event.usage());
  }

  public SpanFixture ttft(long nanos) {
    ModelCall model = event.model();
    return calls(
        new ModelCall(
            model.provider(),
            model.modelRequested(),
            model.modelServed(),
            model.responseId(),
            model.finishReasons(),
            nanos),
        event.usage());
  }

  public SpanFixture response(String responseId) {
    ModelCall model = event.model();
    return calls(
        new ModelCall(
            model.provider(),
            model.modelRequested(),
            model.modelServed(),
            responseId,
            model.finishReasons(),
            model.ttftNanos()),
        event.usage());
  }

  /** The span's own, or, as a decoder has it, what those below an agent's span used. */
  public SpanFixture tokens(long input, long output) {
    return uses(new Usage(input, output, null, null, null, event.usage().costUsd()));
  }

  public SpanFixture cost(double usd) {
    Usage usage = event.usage();
    return uses(new Usage(usage.inputTokens(), usage.outputTokens(), null, null, null, usd));
  }

  private SpanFixture uses(Usage usage) {
    SpanFixture using = calls(event.model(), usage);
    return event.kind().callsModel() ? using : using.flagged(EventFlag.AGGREGATE_USAGE);
  }

  /** What an agent's span alone tells of all that the agent used. */
  public SpanFixture ownTokens(long input, long output) {
    return calls(event.model(), new Usage(input, output, null, null, null, null));
  }

  public SpanFixture tool(String name, long argumentsHash, long resultHash) {
    return with(e ->
        ended(
            e,
            e.operation(),
            e.status(),
            e.errorType(),
            e.httpStatus(),
            e.attempts(),
            new ToolCall(name, "", argumentsHash, resultHash),
            e.flags()));
  }

  public SpanFixture operation(String operation) {
    return with(e ->
        ended(
            e,
            operation,
            e.status(),
            e.errorType(),
            e.httpStatus(),
            e.attempts(),
            e.tool(),
            e.flags()));
  }

  public SpanFixture failed(String errorType) {
    return with(e ->
        ended(
            e,
            e.operation(),
            SpanStatus.ERROR,
            errorType,
            e.httpStatus(),
            e.attempts(),
            e.tool(),
            e.flags()));
  }

  public SpanFixture status(SpanStatus status, int httpStatus) {
    return with(e ->
        ended(
            e,
            e.operation(),
            status,
            e.errorType(),
            httpStatus,
            e.attempts(),
            e.tool(),
            e.flags()));
  }

  public SpanFixture attempts(int attempts) {
    return with(e ->
        ended(
            e,
            e.operation(),
            e.status(),
            e.errorType(),
            e.httpStatus(),
            attempts,
            e.tool(),
            e.flags()));
  }

  public SpanFixture flagged(EventFlag flag) {
    return with(e ->
        ended(
            e,
            e.operation(),
            e.status(),
            e.errorType(),
            e.httpStatus(),
            e.attempts(),
            e.tool(),
            e.flags() | flag.bit()));
  }

  public SpanFixture holding(List<ContentRef> contents) {
    return with(e -> carrying(e, contents, e.attributes()));
  }

  public SpanFixture attribute(String key, String value) {
    return with(e -> {
      Map<String, String> attributes = new java.util.TreeMap<>(e.attributes());
      attributes.put(key, value);
      return carrying(e, e.contents(), attributes);
    });
  }

  /** Using a data source. */
  public SpanFixture source(String dataSourceId) {
    return with(e ->
        new AgentEvent(
            e.source(),
            e.traceId(),
            e.spanId(),
            e.parentSpanId(),
            e.name(),
            e.kind(),
            e.operation(),
            e.convention(),
            e.scopeName(),
            e.startNanos(),
            e.endNanos(),
            e.status(),
            e.errorType(),
            e.httpStatus(),
            e.attempts(),
            e.model(),
            e.usage(),
            e.tool(),
            dataSourceId,
            e.conversationId(),
            e.userIdHash(),
            e.contents(),
            e.flags(),
            e.appendMillis(),
            e.facts(),
            e.attributes(),
            e.resourceAttributes()));
  }

  private SpanFixture calls(ModelCall model, Usage usage) {
    return with(e -> whole(e, e.traceId(), model, usage, e.appendMillis()));
  }

  public SpanFixture appended(long appendMillis) {
    return with(e -> whole(e, e.traceId(), e.model(), e.usage(), appendMillis));
  }

  public SpanFixture facts(Facts facts) {
    return with(e -> e.with(facts));
  }

  public SpanFixture in(TraceId traceId) {
    return with(e -> whole(e, traceId, e.model(), e.usage(), e.appendMillis()));
  }

  /** As the response names it. */
  public SpanFixture served(String model) {
    ModelCall call = event.model();
    return calls(
        new ModelCall(
            call.provider(),
            call.modelRequested(),
            model,
            call.responseId(),
            call.finishReasons(),
            call.ttftNanos()),
        event.usage());
  }

  public SpanFixture fact(String name, String text) {
    return with(e -> e.with(new Facts(Map.of(), Map.of(name, text)).orElse(e.facts())));
  }

  public SpanFixture fact(String name, double number) {
    return with(e -> e.with(new Facts(Map.of(name, number), Map.of()).orElse(e.facts())));
  }

  private SpanFixture with(java.util.function.UnaryOperator<AgentEvent> change) {
    return new SpanFixture(change.apply(event));
  }

  private static AgentEvent copy(
      AgentEvent e, AgentSource source, long parent, String name, long start, long end) {
    return new AgentEvent(
        source,
        e.traceId(),
        e.spanId(),
        parent,
        name,
        e.kind(),
        e.operation(),
        e.convention(),
        e.scopeName(),
        start,
        end,
        e.status(),
        e.errorType(),
        e.httpStatus(),
        e.attempts(),
        e.model(),
        e.usage(),
        e.tool(),
        e.dataSourceId(),
        e.conversationId(),
        e.userIdHash(),
        e.contents(),
        e.flags(),
        e.appendMillis(),
        e.facts(),
        e.attributes(),
        e.resourceAttributes());
  }

  private static AgentEvent ended(
      AgentEvent e,
      String operation,
      SpanStatus status,
      String errorType,
      int httpStatus,
      int attempts,
      ToolCall tool,
      int flags) {
    return new AgentEvent(
        e.source(),
        e.traceId(),
        e.spanId(),
        e.parentSpanId(),
        e.name(),
        e.kind(),
        operation,
        e.convention(),
        e.scopeName(),
        e.startNanos(),
        e.endNanos(),
        status,
        errorType,
        httpStatus,
        attempts,
        e.model(),
        e.usage(),
        tool,
        e.dataSourceId(),
        e.conversationId(),
        e.userIdHash(),
        e.contents(),
        flags,
        e.appendMillis(),
        e.facts(),
        e.attributes(),
        e.resourceAttributes());
  }

  private static AgentEvent whole(
      AgentEvent e, TraceId traceId, ModelCall model, Usage usage, long appendMillis) {
    return new AgentEvent(
        e.source(),
        traceId,
        e.spanId(),
        e.parentSpanId(),
        e.name(),
        e.kind(),
        e.operation(),
        e.convention(),
        e.scopeName(),
        e.startNanos(),
        e.endNanos(),
        e.status(),
        e.errorType(),
        e.httpStatus(),
        e.attempts(),
        model,
        usage,
        e.tool(),
        e.dataSourceId(),
        e.conversationId(),
        e.userIdHash(),
        e.contents(),
        e.flags(),
        appendMillis,
        e.facts(),
        e.attributes(),
        e.resourceAttributes());
  }

  private static AgentEvent carrying(
      AgentEvent e, List<ContentRef> contents, Map<String, String> attributes) {
    return new AgentEvent(
        e.source(),
        e.traceId(),
        e.spanId(),
        e.parentSpanId(),
        e.name(),
        e.kind(),
        e.operation(),
        e.convention(),
        e.scopeName(),
        e.startNanos(),
        e.endNanos(),
        e.status(),
        e.errorType(),
        e.httpStatus(),
        e.attempts(),
        e.model(),
        e.usage(),
        e.tool(),
        e.dataSourceId(),
        e.conversationId(),
        e.userIdHash(),
        contents,
        e.flags(),
        e.appendMillis(),
        e.facts(),
        attributes,
        e.resourceAttributes());
  }
}
