package dev.leeway.telemetry;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.Convention;
import dev.leeway.signals.event.EventFlag;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.event.TraceId;
import dev.leeway.telemetry.content.MessageEvents;
import dev.leeway.telemetry.convention.CompiledConventions;
import dev.leeway.telemetry.convention.Field;
import java.util.Optional;

/**
 * Makes events and supplements of semantic log records, by the same rules as spans.
 *
 * <p>A record that was written inside a span describes a span; one that was not is the only witness
 * and becomes an event, in a trace made of its conversation and prompt. Not thread-safe.
 */
final class LogMapper {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double DURATION_MILLIS_MAX = 86_400_000;
  private static final long UNKNOWN = SentRequests.UNKNOWN;
  private static final String CHAT = "chat";
  private static final String COMPLETE = "response.completed";
  private static final String USER_MESSAGE = "gen_ai.user.message";

  private final CompiledConventions conventions;
  private final SpanScan span;
  private final SpanMapper mapper;
  private final LogIds ids = new LogIds();
  private final SentRequests sent = new SentRequests();

  LogMapper(CompiledConventions conventions, SpanScan span, SpanMapper mapper) {
    this.conventions = conventions;
    this.span = span;
    this.mapper = mapper;
  }

  long sentRequestsForgotten() {
    return sent.forgotten();
  }

  /** The records that come are those of another scope. */
  void enterScope() {
    ids.leaveScope();
  }

  /** Takes a record; false when it says nothing beyond what others say. */
  boolean take(LogRequest request, LogScan record, LogKind kind, int from, int to) {
    if (kind == LogKind.MESSAGE) {
      return takeMessage(request, record, from, to);
    }
    read(request, record.name(), from, to);
    if (record.hasSpan() && kind.tellsWhereAConversationIs()) {
      sent.seen(conversationOf(request), spanOf(record));
    }
    return switch (kind) {
      case PLAIN, NOTED, MESSAGE -> false;
      case MODEL_CALL -> takeAnswer(request, record, from, to);
      case FAILED_CALL -> {
        span.fail();
        yield takeAnswer(request, record, from, to);
      }
      case SENT_REQUEST -> takeSentRequest(request, record, from, to);
      case RESPONSE_PIECE -> {
        // The stage comes twice, once with its tokens.
        boolean complete =
            span.attributes().text(Field.LOG_STAGE).equals(COMPLETE)
                && span.attributes().has(Field.INPUT_TOKENS);
        boolean failed = span.attributes().has(Field.ERROR_MESSAGE);
        if (failed) {
          span.fail();
        }
        yield (complete || failed) && takeAnswer(request, record, from, to);
      }
      case TOOL_CALL -> takeCall(request, record, EventKind.TOOL, from, to);
      case TOOL_DECISION -> takeMoment(request, record, EventKind.HUMAN_WAIT, from, to);
      case EVALUATION -> takeEvaluation(request, record, from, to);
      case USER_PROMPT -> takePrompt(request, record, from, to);
      case CALL_CONTENT -> takeContent(request, record, from, to);
      case REFUSAL -> {
        span.events().speak(refusal());
        yield takeContent(request, record, from, to);
      }
      case DETAILS -> takeDetails(request, record, from, to);
      case EXCEPTION -> takeException(request, record, from, to);
    };
  }

  /** Makes the supplements of the messages gathered in a scope, before its resource is left. */
  void flush(LogRequest request) {
    request
        .messages()
        .forEach((key, messages) -> {
          read(request, CHAT, messages.from(), messages.to());
          span.events().speak(messages.events());
          span.place(key.trace(), messages.id(), key.spanId(), messages.nanos(), 0);
          supplement(request, EventKind.LLM, EventFlag.STANDS_ALONE.bit());
        });
    request.messages().clear();
  }

  private boolean takeMessage(LogRequest request, LogScan record, int from, int to) {
    if (!record.hasSpan()) {
      return false;
    }
    String body = record.body();
    LogRequest.SpanKey key = spanOf(record);
    LogRequest.Messages messages = request.messages().get(key);
    if (messages == null) {
      // Now, so that a record with broken attributes is refused by itself and not with its scope.
      read(request, CHAT, from, to);
      messages = new LogRequest.Messages(new MessageEvents(), record.nanos(), from, to, 0);
    }
    request.messages().put(key, messages.with(uniqueOf(request, from, to)));
    // Semantic Kernel's word for a prompt that is no chat.
    String name = MessageEvents.isOne(record.name()) ? record.name() : USER_MESSAGE;
    messages.events().add(name, body);
    return true;
  }

  /** The end of a call of a model, whose request an earlier record may have told of. */
  private boolean takeAnswer(LogRequest request, LogScan record, int from, int to) {
    SentRequests.Conversation conversation = conversationOf(request);
    long nanos = durationNanos();
    long startNanos = nanos == UNKNOWN ? UNKNOWN : record.nanos() - nanos;
    Optional<SentRequests.Sent> answered = sent.answered(conversation, spanIn(record), startNanos);
    if (!record.hasSpan()) {
      Optional<LogRequest.SpanKey> call = answered.flatMap(SentRequests.Sent::span);
      if (call.isPresent()) {
        return takeResponse(request, record, call.get(), from, to);
      }
      Optional<LogRequest.SpanKey> last = sent.lastSeen(conversation);
      if (answered.isEmpty() && last.isPresent()) {
        return takeWithin(request, record, last.get(), from, to);
      }
    }
    long sentNanos = answered.map(SentRequests.Sent::nanos).orElse(UNKNOWN);
    Times times = Times.of(record, nanos, sentNanos);
    return takeCall(request, record, EventKind.LLM, times, from, to);
  }

  /** A call of a model or a tool, of which the record tells when it is over. */
  private boolean takeCall(LogRequest request, LogScan record, EventKind kind, int from, int to) {
    return takeCall(request, record, kind, Times.of(record, durationNanos(), UNKNOWN), from, to);
  }

  private boolean takeCall(
      LogRequest request, LogScan record, EventKind kind, Times times, int from, int to) {
    TraceId trace = traceOf(request, record, from, to);
    String callId =
        span.attributes().text(kind == EventKind.LLM ? Field.RESPONSE_ID : Field.TOOL_CALL_ID);
    long unique = uniqueOf(request, from, to);
    // A supplement has an id of its own: several records may tell of one call.
    long spanId =
        callId.isEmpty() || record.hasSpan() ? unique : LogIds.spanOf(trace, kind, callId);
    span.place(trace, spanId, parentOf(record, trace), times.start(), times.end());
    emit(request, record, kind);
    return true;
  }

  private boolean takeSentRequest(LogRequest request, LogScan record, int from, int to) {
    Long status = span.attributes().count(Field.HTTP_STATUS);
    if (span.attributes().has(Field.ERROR_MESSAGE) || (status != null && status >= 400)) {
      span.fail();
      return takeCall(request, record, EventKind.LLM, from, to);
    }
    long nanos = Math.max(0, record.nanos() - Math.max(0, durationNanos()));
    sent.add(conversationOf(request), new SentRequests.Sent(nanos, spanIn(record)));
    return true;
  }

  /**
   * The response to a request that was sent inside a span, told of outside of any: the span is the
   * call, or, with Codex, has it among those below it.
   */
  private boolean takeResponse(
      LogRequest request, LogScan record, LogRequest.SpanKey call, int from, int to) {
    if (dialect().convention() == Convention.CODEX) {
      return false;
    }
    span.place(call.trace(), uniqueOf(request, from, to), call.spanId(), record.nanos(), 0);
    supplement(request, EventKind.LLM, EventFlag.STANDS_ALONE.bit());
    return true;
  }

  /** A response of which only the trace is known: that of the records before it. */
  private boolean takeWithin(
      LogRequest request, LogScan record, LogRequest.SpanKey last, int from, int to) {
    if (dialect().convention() == Convention.CODEX) {
      return false;
    }
    Times times = Times.of(record, durationNanos(), UNKNOWN);
    long spanId = uniqueOf(request, from, to);
    span.place(last.trace(), spanId, last.spanId(), times.start(), times.end());
    supplement(
        request, EventKind.LLM, EventFlag.WRITTEN_WITHIN.bit() | EventFlag.STANDS_ALONE.bit());
    return true;
  }

  /** Something that takes no time of its own. */
  private boolean takeMoment(LogRequest request, LogScan record, EventKind kind, int from, int to) {
    TraceId trace = traceOf(request, record, from, to);
    long parent = parentOf(record, trace);
    span.place(trace, uniqueOf(request, from, to), parent, record.nanos(), record.nanos());
    request.events().add(map(request, kind));
    return true;
  }

  /** What somebody says of a run is no part of it, and makes no run where there is none. */
  private boolean takeEvaluation(LogRequest request, LogScan record, int from, int to) {
    boolean traced = record.traceHigh() != 0 || record.traceLow() != 0;
    TraceId trace =
        traced
            ? new TraceId(record.traceHigh(), record.traceLow())
            : traceOf(request, record, from, to);
    long unique = uniqueOf(request, from, to);
    span.place(trace, unique, record.spanId(), record.nanos(), record.nanos());
    request
        .evaluations()
        .add(
            new EvaluationRecord(
                map(request, EventKind.EVALUATOR).event(),
                traced ? trace : null,
                traced ? record.spanId() : 0));
    return true;
  }

  /**
   * What began all that follows. With an id of the prompt it is the root of their trace; when that
   * ended, no record tells.
   */
  private boolean takePrompt(LogRequest request, LogScan record, int from, int to) {
    sent.interrupted(conversationOf(request));
    if (record.hasSpan()) {
      return false;
    }
    TraceId trace = traceOf(request, record, from, to);
    boolean root = span.attributes().has(Field.PROMPT_ID);
    long rootId = LogIds.rootOf(trace);
    span.place(
        trace,
        root ? rootId : uniqueOf(request, from, to),
        root ? 0 : rootId,
        record.nanos(),
        root ? 0 : record.nanos());
    request.events().add(map(request, root ? EventKind.AGENT : EventKind.PROMPT));
    return true;
  }

  private static MessageEvents refusal() {
    MessageEvents events = new MessageEvents();
    events.finish("refusal");
    return events;
  }

  /** More about a call that another record tells of by the same id. */
  private boolean takeContent(LogRequest request, LogScan record, int from, int to) {
    String callId = span.attributes().text(Field.RESPONSE_ID);
    if (callId.isEmpty()) {
      return false;
    }
    TraceId trace = traceOf(request, record, from, to);
    long about = record.hasSpan() ? record.spanId() : LogIds.spanOf(trace, EventKind.LLM, callId);
    span.place(trace, uniqueOf(request, from, to), about, record.nanos(), 0);
    supplement(request, EventKind.LLM, record.hasSpan() ? EventFlag.WRITTEN_WITHIN.bit() : 0);
    return true;
  }

  private boolean takeDetails(LogRequest request, LogScan record, int from, int to) {
    EventKind said = KindRules.kindOf(span);
    EventKind kind = said == EventKind.OTHER ? EventKind.LLM : said;
    if (record.hasSpan()) {
      TraceId trace = new TraceId(record.traceHigh(), record.traceLow());
      span.place(trace, uniqueOf(request, from, to), record.spanId(), record.nanos(), 0);
      supplement(request, kind, EventFlag.STANDS_ALONE.bit());
      return true;
    }
    // Gemini CLI writes it beside its own record of the same call.
    boolean twice = dialect().convention() == Convention.GEMINI_CLI;
    return !twice && takeCall(request, record, kind, from, to);
  }

  private boolean takeException(LogRequest request, LogScan record, int from, int to) {
    if (!record.hasSpan()) {
      return false;
    }
    span.fail();
    TraceId trace = new TraceId(record.traceHigh(), record.traceLow());
    span.place(trace, uniqueOf(request, from, to), record.spanId(), record.nanos(), 0);
    supplement(request, KindRules.kindOf(span), 0);
    return true;
  }

  private void emit(LogRequest request, LogScan record, EventKind kind) {
    if (record.hasSpan()) {
      supplement(request, kind, EventFlag.WRITTEN_WITHIN.bit() | EventFlag.STANDS_ALONE.bit());
    } else {
      request.events().add(map(request, kind));
    }
  }

  /** Its parent is the span that it is about, or was written within. */
  private void supplement(LogRequest request, EventKind kind, int marks) {
    MappedSpan said = map(request, kind);
    AgentEvent event = said.event();
    int flags = event.flags() | EventFlag.SUPPLEMENT.bit() | marks;
    request
        .supplements()
        .add(
            new MappedSpan(
                event.placed(event.spanId(), event.parentSpanId(), flags), said.contents()));
  }

  private MappedSpan map(LogRequest request, EventKind kind) {
    request.unmapped().add(span.attributes());
    return mapper.map(
        span, kind, request.walk(), request.tenant(), dialect(), request.appendMillis());
  }

  private Dialect dialect() {
    return Dialect.of(conventions, span.attributes().confidence());
  }

  private void read(LogRequest request, String name, int from, int to) {
    span.readRecord(request.bytes(), from, to, name, request.walk().scopeSigns());
  }

  private TraceId traceOf(LogRequest request, LogScan record, int from, int to) {
    if (record.hasSpan()) {
      return new TraceId(record.traceHigh(), record.traceLow());
    }
    String conversation = conversation();
    String prompt = span.attributes().text(Field.PROMPT_ID);
    if (conversation.isEmpty() && prompt.isEmpty()) {
      prompt = Long.toHexString(uniqueOf(request, from, to));
    }
    return LogIds.traceOf(request.tenant(), conversation, prompt);
  }

  private static LogRequest.SpanKey spanOf(LogScan record) {
    return new LogRequest.SpanKey(
        new TraceId(record.traceHigh(), record.traceLow()), record.spanId());
  }

  private static long parentOf(LogScan record, TraceId trace) {
    return record.hasSpan() ? record.spanId() : LogIds.rootOf(trace);
  }

  private static Optional<LogRequest.SpanKey> spanIn(LogScan record) {
    return record.hasSpan() ? Optional.of(spanOf(record)) : Optional.empty();
  }

  private SentRequests.Conversation conversationOf(LogRequest request) {
    return new SentRequests.Conversation(request.tenant(), conversation());
  }

  private String conversation() {
    return span.attributes().text(Field.CONVERSATION_ID);
  }

  private long uniqueOf(LogRequest request, int from, int to) {
    if (!ids.inScope()) {
      RequestWalk walk = request.walk();
      ids.enterScope(request.tenant(), request.bytes(), walk.resourceMessage(), walk.scopeName());
    }
    return ids.spanOf(request.bytes(), from, to);
  }

  /** How long the record says that it took, or {@link #UNKNOWN} where that is no likely time. */
  private long durationNanos() {
    Double millis = span.attributes().decimal(Field.DURATION);
    return millis != null && millis >= 0 && millis <= DURATION_MILLIS_MAX
        ? Math.round(millis * NANOS_PER_MILLI)
        : UNKNOWN;
  }

  /** From when to when a call was; an end of zero is missing. */
  private record Times(long start, long end) {

    static Times of(LogScan record, long durationNanos, long sentNanos) {
      long end = record.nanos();
      if (durationNanos != UNKNOWN) {
        return new Times(Math.max(0, end - durationNanos), end);
      }
      return sentNanos != UNKNOWN && sentNanos <= end
          ? new Times(sentNanos, end)
          : new Times(end, 0);
    }
  }
}
