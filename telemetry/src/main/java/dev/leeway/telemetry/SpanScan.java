package dev.leeway.telemetry;

import static dev.leeway.telemetry.wire.WireCursor.BYTES;
import static dev.leeway.telemetry.wire.WireCursor.FIXED64;
import static dev.leeway.telemetry.wire.WireCursor.VARINT;

import dev.leeway.signals.event.TraceId;
import dev.leeway.telemetry.content.IndexedContent;
import dev.leeway.telemetry.content.MessageEvents;
import dev.leeway.telemetry.convention.CompiledConventions;
import dev.leeway.telemetry.convention.KeyTable;
import dev.leeway.telemetry.wire.LenientText;
import dev.leeway.telemetry.wire.WireCursor;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One span as it lies in the request: its plain fields, its attributes, and of its events what says
 * something about the call. Used again for the next span; not thread-safe.
 */
final class SpanScan {
  static final int KIND_SERVER = 2;
  static final int KIND_CLIENT = 3;
  static final int STATUS_OK = 1;
  static final int STATUS_ERROR = 2;

  private static final int RECORD_ATTRIBUTES = 6;
  private static final int TRACE_ID_BYTES = 16;
  private static final int SPAN_ID_BYTES = 8;
  private static final int NAME_BYTES_MAX = 1_024;
  private static final int EVENTS_MAX = 1_024;
  private static final int EVENT_ATTRIBUTES_MAX = 64;
  private static final int LINKS_MAX = 32;

  private final AttributeFrame attributes;
  private final AttributeFrame eventAttributes;
  private final CompiledConventions conventions;
  private final WireCursor cursor = new WireCursor();
  private final WireCursor inner = new WireCursor();

  private byte[] bytes = new byte[0];
  private long traceHigh;
  private long traceLow;
  private long spanId;
  private long parentSpanId;
  private String invalidId = "";
  private String name = "";
  private boolean namedByDialect;
  private int kind;
  private long startNanos;
  private long endNanos;
  private int statusCode;
  private String statusMessage = "";
  private String traceState = "";
  private int events;
  private boolean hasException;
  private int attemptEvents;
  private long firstChunkNanos;
  private long choiceNanos;
  private @Nullable MessageEvents messages;
  private @Nullable IndexedContent documents;
  private final StringBuilder links = new StringBuilder();
  private int linkCount;
  private boolean truncated;
  private boolean repaired;

  SpanScan(KeyTable keys, CompiledConventions conventions, SpanLimits limits) {
    this.conventions = conventions;
    this.attributes = new AttributeFrame(keys, conventions, limits.attributeBytesMax());
    this.eventAttributes = new AttributeFrame(keys, conventions, limits.contentBytesMax());
  }

  /**
   * Reads the span between two offsets, of a scope that says this of each dialect; throws
   * MalformedWire when it is none.
   */
  void read(byte[] request, int from, int to, double[] scopeSigns) {
    clear(request);
    cursor.over(request, from, to);
    while (cursor.next()) {
      switch (cursor.wireType()) {
        case BYTES -> readPart(cursor.field(), cursor.start(), cursor.end());
        case FIXED64 -> readTime(cursor.field(), cursor.value());
        case VARINT -> {
          if (cursor.field() == 6) {
            kind = (int) cursor.value();
          }
        }
        default -> {}
      }
    }
    if (traceHigh == 0 && traceLow == 0 && invalidId.isEmpty()) {
      invalidId =
          "expected a trace id of 16 bytes that is not zero, came none (a logs export sent as"
              + " traces looks like this)";
    } else if (spanId == 0 && invalidId.isEmpty()) {
      invalidId = "expected a span id of 8 bytes that is not zero, came none";
    }
    resolve(scopeSigns);
  }

  /**
   * Reads the attributes of a log record as if they were those of a client's span; where it was
   * follows by {@link #place}.
   */
  void readRecord(byte[] request, int from, int to, String recordName, double[] scopeSigns) {
    clear(request);
    name = recordName;
    kind = KIND_CLIENT;
    cursor.over(request, from, to);
    while (cursor.next()) {
      if (cursor.is(RECORD_ATTRIBUTES, BYTES)) {
        attributes.add(cursor.start(), cursor.end(), false);
      }
    }
    resolve(scopeSigns);
  }

  /** Where and when the event of a log record was; an end of zero is unknown. */
  void place(TraceId trace, long spanId, long parentSpanId, long startNanos, long endNanos) {
    traceHigh = trace.high();
    traceLow = trace.low();
    this.spanId = spanId;
    this.parentSpanId = parentSpanId;
    this.startNanos = startNanos;
    this.endNanos = endNanos;
  }

  /** Says of a log record's event that it failed. */
  void fail() {
    statusCode = STATUS_ERROR;
  }

  /** Gives a log record's event the messages of other records. */
  void speak(MessageEvents spoken) {
    messages = spoken;
  }

  private void resolve(double[] scopeSigns) {
    attributes.sign(scopeSigns);
    conventions
        .signsOfNames()
        .forEach((prefix, sign) -> {
          if (name.startsWith(prefix)) {
            namedByDialect = true;
            attributes.sign(sign);
          }
        });
    attributes.resolve();
  }

  private void clear(byte[] request) {
    bytes = request;
    traceHigh = 0;
    traceLow = 0;
    spanId = 0;
    parentSpanId = 0;
    invalidId = "";
    name = "";
    namedByDialect = false;
    kind = 0;
    startNanos = 0;
    endNanos = 0;
    statusCode = 0;
    statusMessage = "";
    traceState = "";
    events = 0;
    hasException = false;
    attemptEvents = 0;
    firstChunkNanos = 0;
    choiceNanos = 0;
    messages = null;
    documents = null;
    links.setLength(0);
    linkCount = 0;
    truncated = false;
    repaired = false;
    attributes.clear(request);
  }

  private void readPart(int field, int from, int to) {
    switch (field) {
      case 1 -> readTraceId(from, to);
      case 2 -> spanId = id("span", from, to);
      case 3 -> traceState = text(from, to, NAME_BYTES_MAX);
      case 4 -> parentSpanId = from == to ? 0 : id("parent span", from, to);
      case 5 -> name = text(from, to, NAME_BYTES_MAX);
      case 9 -> attributes.add(from, to, false);
      case 11 -> readEvent(from, to);
      case 13 -> readLink(from, to);
      case 15 -> readStatus(from, to);
      default -> {}
    }
  }

  private void readTime(int field, long value) {
    // Unsigned on the wire: what is beyond a signed long is the far future.
    long nanos = value < 0 ? Long.MAX_VALUE : value;
    if (field == 7) {
      startNanos = nanos;
    } else if (field == 8) {
      endNanos = nanos;
    }
  }

  private void readTraceId(int from, int to) {
    if (to - from == TRACE_ID_BYTES) {
      traceHigh = bigEndian(from);
      traceLow = bigEndian(from + SPAN_ID_BYTES);
    } else if (to > from) {
      invalidId = "expected a trace id of 16 bytes, came " + (to - from);
    }
  }

  private long id(String what, int from, int to) {
    if (to - from == SPAN_ID_BYTES) {
      return bigEndian(from);
    }
    if (to > from) {
      invalidId = "expected a " + what + " id of 8 bytes, came " + (to - from);
    }
    return 0;
  }

  private long bigEndian(int from) {
    long value = 0;
    for (int i = from; i < from + SPAN_ID_BYTES; i++) {
      value = value << 8 | (bytes[i] & 0xff);
    }
    return value;
  }

  private void readStatus(int from, int to) {
    inner.over(bytes, from, to);
    while (inner.next()) {
      if (inner.is(2, BYTES)) {
        statusMessage = text(inner.start(), inner.end(), NAME_BYTES_MAX);
      } else if (inner.is(3, VARINT)) {
        statusCode = (int) inner.value();
      }
    }
  }

  private void readLink(int from, int to) {
    if (linkCount++ >= LINKS_MAX) {
      truncated = true;
      return;
    }
    int traceFrom = 0;
    int spanFrom = 0;
    inner.over(bytes, from, to);
    while (inner.next()) {
      if (inner.is(1, BYTES) && inner.end() - inner.start() == TRACE_ID_BYTES) {
        traceFrom = inner.start();
      } else if (inner.is(2, BYTES) && inner.end() - inner.start() == SPAN_ID_BYTES) {
        spanFrom = inner.start();
      }
    }
    if (traceFrom > 0 && spanFrom > 0) {
      HexFormat hex = HexFormat.of();
      links.append(links.isEmpty() ? "" : ",");
      hex.formatHex(links, bytes, traceFrom, traceFrom + TRACE_ID_BYTES);
      hex.formatHex(links.append('-'), bytes, spanFrom, spanFrom + SPAN_ID_BYTES);
    }
  }

  private void readEvent(int from, int to) {
    if (events++ >= EVENTS_MAX) {
      truncated = true;
      return;
    }
    long time = 0;
    String event = "";
    inner.over(bytes, from, to);
    while (inner.next()) {
      if (inner.is(1, FIXED64)) {
        time = inner.value();
      } else if (inner.is(2, BYTES)) {
        event = LenientText.of(bytes, inner.start(), Math.min(inner.end(), inner.start() + 256));
      }
    }
    conventions.signsOfEvent(event).forEach(attributes::sign);
    if (event.equals("exception")) {
      hasException = true;
      addEventAttributes(from, to);
    } else if (event.equals("gen_ai.client.inference.operation.details")
        || event.equals("tool.output")) {
      addEventAttributes(from, to);
    } else if (MessageEvents.isOne(event)) {
      addMessage(event, from, to);
      choiceNanos = event.equals("gen_ai.choice") && choiceNanos == 0 ? time : choiceNanos;
    } else if (isDocument(event)) {
      addDocument(from, to);
    } else if (event.equals("gen_ai.request.attempt")) {
      attemptEvents++;
    } else if (isFirstChunk(event) && firstChunkNanos == 0) {
      firstChunkNanos = time;
    }
  }

  /** What libraries call the moment of the first token; OpenInference and the AI SDK have one. */
  private static boolean isFirstChunk(String event) {
    return event.equals("ai.stream.firstChunk") || event.equals("First Token Stream Event");
  }

  /** OpenLLMetry's events of vector databases, one for each document that was found. */
  private static boolean isDocument(String event) {
    return event.equals("db.query.result") || event.equals("db.search.result");
  }

  private void addEventAttributes(int from, int to) {
    inner.over(bytes, from, to);
    for (int count = 0; inner.next() && count < EVENT_ATTRIBUTES_MAX; ) {
      if (inner.is(3, BYTES)) {
        attributes.add(inner.start(), inner.end(), true);
        count++;
      }
    }
  }

  private void addMessage(String event, int from, int to) {
    if (messages == null) {
      messages = new MessageEvents();
    }
    messages.add(event, bodyOf(from, to));
  }

  private void addDocument(int from, int to) {
    if (documents == null) {
      documents = new IndexedContent();
    }
    int index = events;
    IndexedContent list = documents;
    bodyOf(from, to).forEach((name, value) -> list.add(index, name, -1, value));
  }

  private Map<String, String> bodyOf(int from, int to) {
    eventAttributes.clear(bytes);
    inner.over(bytes, from, to);
    for (int count = 0; inner.next() && count < EVENT_ATTRIBUTES_MAX; ) {
      if (inner.is(3, BYTES)) {
        eventAttributes.add(inner.start(), inner.end(), true);
        count++;
      }
    }
    Map<String, String> body = new HashMap<>();
    for (int at = 0; at < eventAttributes.size(); at++) {
      body.put(eventAttributes.key(at).name(), eventAttributes.wholeText(at));
    }
    repaired |= eventAttributes.repaired();
    truncated |= eventAttributes.truncated();
    return body;
  }

  private String text(int from, int to, int bytesMax) {
    int end = to;
    if (to - from > bytesMax) {
      end = LenientText.boundary(bytes, from, from + bytesMax);
      truncated = true;
    }
    String text = LenientText.of(bytes, from, end);
    repaired |= LenientText.repaired(text, bytes, from, end);
    return text;
  }

  AttributeFrame attributes() {
    return attributes;
  }

  long traceHigh() {
    return traceHigh;
  }

  long traceLow() {
    return traceLow;
  }

  long spanId() {
    return spanId;
  }

  long parentSpanId() {
    return parentSpanId;
  }

  /** What is wrong with the ids; empty when nothing. */
  String invalidId() {
    return invalidId;
  }

  String name() {
    return name;
  }

  /** Whether the name is one of a dialect's own words, which says nothing of agent or tool. */
  boolean isNamedByDialect() {
    return namedByDialect;
  }

  int kind() {
    return kind;
  }

  long startNanos() {
    return startNanos;
  }

  long endNanos() {
    return endNanos;
  }

  int statusCode() {
    return statusCode;
  }

  /** What samplers and others hand on along the trace; empty for most spans. */
  String traceState() {
    return traceState;
  }

  String statusMessage() {
    return statusMessage;
  }

  boolean hasException() {
    return hasException;
  }

  /** How many tries the span tells of by an event each; zero where it has none. */
  int attemptEvents() {
    return attemptEvents;
  }

  /** When the first chunk came, zero when no event says. */
  long firstChunkNanos() {
    return firstChunkNanos;
  }

  /** When the first choice came, zero when no event says. */
  long choiceNanos() {
    return choiceNanos;
  }

  /** What a search found, where each document has an event. */
  @Nullable IndexedContent documents() {
    return documents;
  }

  @Nullable MessageEvents messages() {
    return messages;
  }

  /** Linked spans as {@code trace-span}, comma separated. */
  String links() {
    return links.toString();
  }

  boolean truncated() {
    return truncated || attributes.truncated();
  }

  boolean repaired() {
    return repaired || attributes.repaired();
  }
}
