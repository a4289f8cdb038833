package dev.leeway.telemetry;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.Convention;
import dev.leeway.signals.event.EventFlag;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.event.Facts;
import dev.leeway.signals.event.ModelCall;
import dev.leeway.signals.event.SpanStatus;
import dev.leeway.signals.event.TraceId;
import dev.leeway.signals.event.Usage;
import dev.leeway.signals.fact.FactReaders;
import dev.leeway.signals.fact.TelemetryFacts;
import dev.leeway.telemetry.content.MessageEvents;
import dev.leeway.telemetry.content.Payloads;
import dev.leeway.telemetry.convention.Coercion;
import dev.leeway.telemetry.convention.Field;
import dev.leeway.telemetry.convention.FinishReasons;
import dev.leeway.telemetry.convention.Habit;
import dev.leeway.telemetry.convention.Providers;
import dev.leeway.telemetry.price.PriceTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the event of a scanned span, merging what all dialects say. Not thread-safe. */
final class SpanMapper {
  private static final int WORDS_KNOWN_MAX = 256;
  private static final int ATTEMPTS_MAX = 1_001;

  private final Map<String, String> providers = new Memo<>(WORDS_KNOWN_MAX);
  private final Map<String, List<String>> reasonLists = new Memo<>(WORDS_KNOWN_MAX);
  private final UsageRules usages;
  private final SpanContents contents;
  private final UserIdHasher users;
  private final AttributeMaps maps;
  private final FactReaders facts;

  SpanMapper(
      UsageRules usages,
      SpanContents contents,
      UserIdHasher users,
      AttributeMaps maps,
      FactReaders facts) {
    this.usages = usages;
    this.contents = contents;
    this.users = users;
    this.maps = maps;
    this.facts = facts;
  }

  static SpanMapper of(
      UserIdHasher users, PriceTable prices, SpanLimits limits, FactReaders facts) {
    return new SpanMapper(
        new UsageRules(prices),
        new SpanContents(new Payloads(limits.contentBytesMax())),
        users,
        new AttributeMaps(limits.attributesMax()),
        facts);
  }

  /** Maps a span of a kind at the resource and scope that the walk is at. */
  MappedSpan map(
      SpanScan span,
      EventKind kind,
      RequestWalk walk,
      String tenant,
      Dialect dialect,
      long appendMillis) {
    AttributeFrame attributes = span.attributes();
    ResourceScan resource = walk.resource();
    contents.collect(span, kind);
    int flags = TimeRules.flagsOf(span.startNanos(), span.endNanos(), appendMillis);
    ModelCall model = modelOf(span, kind, dialect);
    Usage usage = usages.usageOf(span, kind, model.model(), dialect.habits());
    flags |= usages.flags();
    SpanStatus status = OutcomeRules.statusOf(span, kind, model.finishReasons(), dialect.habits());
    String userId = inherited(Field.USER_ID, attributes, resource);
    Map<String, String> stored = maps.of(attributes, extras(span));
    flags |= bitIf(span.repaired() || resource.repaired(), EventFlag.INVALID_UTF8);
    flags |=
        bitIf(
            span.truncated() || resource.truncated() || maps.overflowed() || contents.truncated(),
            EventFlag.TRUNCATED);
    flags |=
        bitIf(
            resource.synthetic() || Coercion.isTrue(attributes.text(Field.SYNTHETIC)),
            EventFlag.SYNTHETIC_DURATION);
    AgentEvent event =
        new AgentEvent(
            resource.sourceOf(
                Names.ofAgent(span, kind, dialect.habits()),
                attributes.text(Field.AGENT_VERSION),
                attributes.text(Field.RELEASE),
                attributes.text(Field.ENVIRONMENT)),
            new TraceId(span.traceHigh(), span.traceLow()),
            span.spanId(),
            span.parentSpanId(),
            span.name(),
            kind,
            attributes.text(Field.OPERATION),
            dialect.convention(),
            walk.scopeName(),
            span.startNanos(),
            span.endNanos(),
            status,
            OutcomeRules.errorTypeOf(span, status),
            OutcomeRules.httpStatusOf(span, status),
            attemptsOf(span),
            model,
            usage,
            contents.tool(),
            dataSourceOf(attributes, kind),
            inherited(Field.CONVERSATION_ID, attributes, resource),
            userId.isEmpty() ? "" : users.hash(tenant, userId),
            contents.refs(),
            flags,
            appendMillis,
            Facts.NONE,
            stored,
            resource.attributes());
    Facts said = facts.of(event, contents.contents()).orElse(unmappedOf(attributes, dialect));
    return new MappedSpan(said.isEmpty() ? event : event.with(said), contents.contents());
  }

  private static Facts unmappedOf(AttributeFrame attributes, Dialect dialect) {
    int unmapped = dialect.isKnown() ? attributes.all().unmapped() : 0;
    return unmapped == 0
        ? Facts.NONE
        : new Facts(Map.of(TelemetryFacts.UNMAPPED, (double) unmapped), Map.of());
  }

  private ModelCall modelOf(SpanScan span, EventKind kind, Dialect dialect) {
    AttributeFrame attributes = span.attributes();
    String requested = attributes.text(Field.MODEL_REQUESTED);
    String action = requested.isEmpty() ? Names.ofModel(span, kind) : "";
    if (!action.isEmpty()) {
      requested = action.substring(action.indexOf('/') + 1);
    }
    String served = attributes.text(Field.MODEL_SERVED);
    List<String> reasons = finishReasonsOf(span);
    if (reasons.size() > 1 && dialect.habits().contains(Habit.REASON_PER_CHUNK)) {
      reasons = List.of(reasons.get(reasons.size() - 1));
    }
    Long ttft = ttftOf(span);
    if (requested.isEmpty()
        && served.isEmpty()
        && reasons.isEmpty()
        && !attributes.has(Field.PROVIDER)
        && !attributes.has(Field.RESPONSE_ID)
        && ttft == null) {
      return ModelCall.NONE;
    }
    return new ModelCall(
        providerOf(
            attributes,
            action.substring(0, Math.max(0, action.indexOf('/'))),
            dialect.convention()),
        requested,
        served,
        attributes.text(Field.RESPONSE_ID),
        reasons,
        ttft);
  }

  private String providerOf(AttributeFrame attributes, String otherwise, Convention convention) {
    String said = attributes.has(Field.PROVIDER) ? attributes.text(Field.PROVIDER) : otherwise;
    if (!said.isEmpty()) {
      return providers.computeIfAbsent(said, Providers::normalise);
    }
    String ofHost = Providers.ofHost(attributes.text(Field.SERVER_ADDRESS));
    return ofHost.isEmpty() ? Providers.ofDialect(convention) : ofHost;
  }

  private List<String> finishReasonsOf(SpanScan span) {
    AttributeFrame attributes = span.attributes();
    if (attributes.has(Field.FINISH_REASONS)) {
      return reasonLists.computeIfAbsent(
          attributes.text(Field.FINISH_REASONS), FinishReasons::parse);
    }
    MessageEvents messages = span.events().messages();
    if (messages != null && !messages.finishReasons().isEmpty()) {
      return FinishReasons.parse("[" + String.join(",", messages.finishReasons()) + "]");
    }
    return contents.finishReasons().isEmpty()
        ? List.of()
        : FinishReasons.parse("[" + contents.finishReasons() + "]");
  }

  private static @Nullable Long ttftOf(SpanScan span) {
    AttributeFrame attributes = span.attributes();
    long duration = span.endNanos() - span.startNanos();
    Double said = attributes.decimal(Field.TTFT);
    if (said != null) {
      return attributes.unit(Field.TTFT).nanosOf(said, duration);
    }
    long first = span.events().firstChunkNanos();
    if (first == 0 && attributes.has(Field.FIRST_TOKEN_AT)) {
      first = TimeRules.nanosOf(attributes.text(Field.FIRST_TOKEN_AT));
    }
    if (first == 0 && Coercion.isTrue(attributes.text(Field.STREAM))) {
      first = span.events().choiceNanos();
    }
    boolean inside = first >= span.startNanos() && first <= span.endNanos();
    return first > 0 && inside ? first - span.startNanos() : null;
  }

  private static int attemptsOf(SpanScan span) {
    Long total = span.attributes().count(Field.ATTEMPTS);
    Long resends = span.attributes().count(Field.RESEND_COUNT);
    long said = Math.max(total == null ? 1 : total, resends == null ? 1 : 1 + resends);
    return (int) Math.min(ATTEMPTS_MAX, Math.max(1, Math.max(said, span.events().attempts())));
  }

  private static String dataSourceOf(AttributeFrame attributes, EventKind kind) {
    String said = attributes.text(Field.DATA_SOURCE_ID);
    return said.isEmpty() && kind == EventKind.RETRIEVAL ? attributes.text(Field.COLLECTION) : said;
  }

  private static String inherited(Field field, AttributeFrame span, ResourceScan resource) {
    return span.has(field) ? span.text(field) : resource.text(field);
  }

  /** What a span says elsewhere than in its attributes and an event has no field for. */
  private static List<Map.Entry<String, String>> extras(SpanScan span) {
    List<Map.Entry<String, String>> extras = new ArrayList<>(0);
    if (!span.statusMessage().isEmpty()) {
      extras.add(Map.entry("otel.status_description", span.statusMessage()));
    }
    if (!span.traceState().isEmpty()) {
      extras.add(Map.entry(TelemetryFacts.TRACE_STATE, span.traceState()));
    }
    String links = span.links().toString();
    if (!links.isEmpty()) {
      extras.add(Map.entry("otel.links", links));
    }
    String message = span.attributes().text(Field.EXCEPTION_MESSAGE);
    if (span.events().hasException()
        && !message.isEmpty()
        && !message.equals(span.statusMessage())) {
      extras.add(Map.entry("exception.message", message));
    }
    return extras;
  }

  private static int bitIf(boolean holds, EventFlag flag) {
    return holds ? flag.bit() : 0;
  }
}
