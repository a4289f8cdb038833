package dev.leeway.telemetry;

import static dev.leeway.telemetry.wire.WireCursor.BYTES;
import static dev.leeway.telemetry.wire.WireCursor.FIXED64;
import static dev.leeway.telemetry.wire.WireCursor.VARINT;

import dev.leeway.signals.event.TraceId;
import dev.leeway.telemetry.convention.CompiledConventions;
import dev.leeway.telemetry.convention.KeyTable;
import dev.leeway.telemetry.wire.LenientText;
import dev.leeway.telemetry.wire.WireCursor;

/**
 * One span as it lies in the request: its plain fields, with its attributes, events and links. Used
 * again for the next span; not thread-safe.
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

  private final AttributeFrame attributes;
  private final SpanEvents events;
  private final SpanLinks links = new SpanLinks();
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
  private boolean truncated;
  private boolean repaired;

  SpanScan(KeyTable keys, CompiledConventions conventions, SpanLimits limits) {
    this.conventions = conventions;
    this.attributes = new AttributeFrame(keys, conventions, limits.attributeBytesMax());
    this.events = new SpanEvents(keys, conventions, limits, attributes);
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
    truncated = false;
    repaired = false;
    attributes.clear(request);
    events.clear(request);
    links.clear();
  }

  private void readPart(int field, int from, int to) {
    switch (field) {
      case 1 -> readTraceId(from, to);
      case 2 -> spanId = id("span", from, to);
      case 3 -> traceState = text(from, to, NAME_BYTES_MAX);
      case 4 -> parentSpanId = from == to ? 0 : id("parent span", from, to);
      case 5 -> name = text(from, to, NAME_BYTES_MAX);
      case 9 -> attributes.add(from, to, false);
      case 11 -> events.add(from, to);
      case 13 -> links.add(bytes, from, to);
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

  SpanEvents events() {
    return events;
  }

  SpanLinks links() {
    return links;
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

  boolean truncated() {
    return truncated || attributes.truncated() || events.truncated() || links.truncated();
  }

  boolean repaired() {
    return repaired || attributes.repaired() || events.repaired();
  }
}
