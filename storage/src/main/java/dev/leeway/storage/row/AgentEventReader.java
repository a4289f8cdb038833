package dev.leeway.storage.row;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.AgentSource;
import dev.leeway.signals.event.ContentRef;
import dev.leeway.signals.event.ContentRole;
import dev.leeway.signals.event.Convention;
import dev.leeway.signals.event.EventFlag;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.event.Facts;
import dev.leeway.signals.event.ModelCall;
import dev.leeway.signals.event.SpanStatus;
import dev.leeway.signals.event.ToolCall;
import dev.leeway.signals.event.TraceId;
import dev.leeway.signals.event.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Rows of {@code agent_events}, in the columns of {@link AgentEventRows}, as spans. */
public final class AgentEventReader {
  private static final ContentRole[] ROLES = ContentRole.values();

  private AgentEventReader() {}

  /** All columns, for {@link #read}. */
  public static String columnList() {
    return AgentEventRows.TARGET.columnList();
  }

  /** All but the attributes of span and resource, for {@link #readWithoutAttributes}. */
  public static String columnListWithoutAttributes() {
    List<String> columns = AgentEventRows.TARGET.columns();
    return String.join(", ", columns.subList(0, columns.size() - 2));
  }

  public static AgentEvent read(RowReader in) {
    return withAttributes(readWithoutAttributes(in), in.textMap(), in.textMap());
  }

  public static AgentEvent readWithoutAttributes(RowReader in) {
    String tenantId = in.text();
    TraceId traceId = new TraceId(in.word(), in.word());
    long spanId = in.word();
    long parentSpanId = in.word();
    long startNanos = in.int64();
    long durationNanos = in.int64();
    long endedBeforeStartNanos = in.int64();
    AgentSource source = source(tenantId, in);
    String name = in.text();
    EventKind kind = EventKind.valueOf(in.text());
    String operation = in.text();
    Convention convention = Convention.valueOf(in.text());
    String scopeName = in.text();
    SpanStatus status = SpanStatus.valueOf(in.text());
    String errorType = in.text();
    int httpStatus = in.int32();
    int attempts = in.int32();
    ModelCall model = model(in);
    Usage usage = usage(in);
    ToolCall tool = new ToolCall(in.text(), in.text(), in.int64(), in.int64());
    String dataSourceId = in.text();
    String conversationId = in.text();
    String userIdHash = in.text();
    List<ContentRef> contents = contents(in);
    int flags = in.int32();
    long appendMillis = in.int64();
    Facts facts = new Facts(in.numberMap(), in.textMap());
    return new AgentEvent(
        source,
        traceId,
        spanId,
        parentSpanId,
        name,
        kind,
        operation,
        convention,
        scopeName,
        startNanos,
        EventFlag.END_MISSING.in(flags) ? 0 : startNanos + durationNanos - endedBeforeStartNanos,
        status,
        errorType,
        httpStatus,
        attempts,
        model,
        usage,
        tool,
        dataSourceId,
        conversationId,
        userIdHash,
        contents,
        flags,
        appendMillis,
        facts,
        Map.of(),
        Map.of());
  }

  static AgentSource source(String tenantId, RowReader in) {
    String environment = in.text();
    String serviceName = in.text();
    String serviceVersion = in.text();
    String serviceInstanceId = in.text();
    String agentName = in.text();
    String agentVersion = in.text();
    return new AgentSource(
        tenantId,
        environment,
        serviceName,
        serviceVersion,
        serviceInstanceId,
        agentName,
        agentVersion);
  }

  private static ModelCall model(RowReader in) {
    return new ModelCall(
        in.text(), in.text(), in.text(), in.text(), in.list(in::text), in.nullableInt64());
  }

  private static Usage usage(RowReader in) {
    return new Usage(
        in.nullableInt64(),
        in.nullableInt64(),
        in.nullableInt64(),
        in.nullableInt64(),
        in.nullableInt64(),
        in.nullableFloat64());
  }

  private static List<ContentRef> contents(RowReader in) {
    List<ContentRole> roles = in.list(() -> ROLES[in.int8()]);
    List<String> hashes = in.list(in::hex16);
    List<Long> sizes = in.list(in::int64);
    List<ContentRef> contents = new ArrayList<>(roles.size());
    for (int at = 0; at < roles.size(); at++) {
      contents.add(new ContentRef(roles.get(at), hashes.get(at), sizes.get(at)));
    }
    return contents;
  }

  private static AgentEvent withAttributes(
      AgentEvent event, Map<String, String> attributes, Map<String, String> resourceAttributes) {
    return new AgentEvent(
        event.source(),
        event.traceId(),
        event.spanId(),
        event.parentSpanId(),
        event.name(),
        event.kind(),
        event.operation(),
        event.convention(),
        event.scopeName(),
        event.startNanos(),
        event.endNanos(),
        event.status(),
        event.errorType(),
        event.httpStatus(),
        event.attempts(),
        event.model(),
        event.usage(),
        event.tool(),
        event.dataSourceId(),
        event.conversationId(),
        event.userIdHash(),
        event.contents(),
        event.flags(),
        event.appendMillis(),
        event.facts(),
        attributes,
        resourceAttributes);
  }
}
