package dev.leeway.telemetry;

import static dev.leeway.telemetry.wire.WireCursor.BYTES;
import static dev.leeway.telemetry.wire.WireCursor.FIXED64;

import dev.leeway.telemetry.wire.AnyValueReader;
import dev.leeway.telemetry.wire.LenientText;
import dev.leeway.telemetry.wire.ValueType;
import dev.leeway.telemetry.wire.WireCursor;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The plain fields of a log record and its event name, without its attributes: all that a line of
 * no meaning costs. Used again for the next record; not thread-safe.
 */
final class LogScan {
  private static final byte[] NAME_KEY = "event.name".getBytes(StandardCharsets.US_ASCII);
  private static final String CLAUDE_CODE = "claude_code.";
  private static final String CLAUDE_CODE_SCOPE = "com.anthropic.claude_code";
  private static final int NAME_BYTES_MAX = 256;
  private static final int TRACE_ID_BYTES = 16;
  private static final int SPAN_ID_BYTES = 8;

  private final WireCursor cursor = new WireCursor();
  private final WireCursor pair = new WireCursor();
  private final AnyValueReader values = new AnyValueReader();

  private byte[] bytes = new byte[0];
  private long nanos;
  private long observedNanos;
  private long traceHigh;
  private long traceLow;
  private long spanId;
  private String name = "";
  private String attributeName = "";
  private int bodyFrom;
  private int bodyTo;

  /** Reads the record between two offsets; throws MalformedWire when it is none. */
  void read(byte[] request, int from, int to, String scopeName) {
    clear(request);
    cursor.over(request, from, to);
    while (cursor.next()) {
      if (cursor.wireType() == FIXED64) {
        readTime(cursor.field(), cursor.value());
      } else if (cursor.wireType() == BYTES) {
        readPart(cursor.field(), cursor.start(), cursor.end());
      }
    }
    // Rust's tracing puts the place in the source where OpenTelemetry has the event's name.
    boolean named = !name.isEmpty() && (attributeName.isEmpty() || LogKind.isOne(name));
    name = qualified(named ? name : attributeName, scopeName);
  }

  /** When it happened, else when it was seen. */
  long nanos() {
    return nanos == 0 ? observedNanos : nanos;
  }

  /** Whether it was written inside a span. */
  boolean hasSpan() {
    return spanId != 0 && (traceHigh != 0 || traceLow != 0);
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

  /** The event's name with its dialect's prefix; empty for a plain line. */
  String name() {
    return name;
  }

  /** The body as text or JSON; empty when it has none. */
  String body() {
    values.read(bytes, bodyFrom, bodyTo);
    return switch (values.type()) {
      case STRING -> LenientText.of(bytes, values.start(), values.end());
      case ARRAY, PAIRS -> values.json(values.type(), bytes, values.start(), values.end());
      case EMPTY, BOOL, INT, DOUBLE, BINARY -> "";
    };
  }

  private void clear(byte[] request) {
    bytes = request;
    nanos = 0;
    observedNanos = 0;
    traceHigh = 0;
    traceLow = 0;
    spanId = 0;
    name = "";
    attributeName = "";
    bodyFrom = 0;
    bodyTo = 0;
  }

  private void readTime(int field, long value) {
    long time = value < 0 ? Long.MAX_VALUE : value;
    if (field == 1) {
      nanos = time;
    } else if (field == 11) {
      observedNanos = time;
    }
  }

  private void readPart(int field, int from, int to) {
    switch (field) {
      case 5 -> {
        bodyFrom = from;
        bodyTo = to;
      }
      case 6 -> readName(from, to);
      // A record need not be in a span, so ids of a wrong length are as good as none.
      case 9 -> {
        if (to - from == TRACE_ID_BYTES) {
          traceHigh = bigEndian(from);
          traceLow = bigEndian(from + SPAN_ID_BYTES);
        }
      }
      case 10 -> spanId = to - from == SPAN_ID_BYTES ? bigEndian(from) : 0;
      case 12 -> name = text(from, to);
      default -> {}
    }
  }

  private void readName(int from, int to) {
    boolean names = false;
    pair.over(bytes, from, to);
    while (pair.next()) {
      if (pair.is(1, BYTES)) {
        names = Arrays.equals(NAME_KEY, 0, NAME_KEY.length, bytes, pair.start(), pair.end());
      } else if (pair.is(2, BYTES) && names) {
        values.read(bytes, pair.start(), pair.end());
        if (values.type() == ValueType.STRING) {
          attributeName = text(values.start(), values.end());
        }
        return;
      }
    }
  }

  /** Claude Code's names have no prefix, but its scope and its body do. */
  private String qualified(String said, String scopeName) {
    if (said.indexOf('.') >= 0) {
      return said;
    }
    if (!said.isEmpty() && scopeName.startsWith(CLAUDE_CODE_SCOPE)) {
      return CLAUDE_CODE + said;
    }
    values.read(bytes, bodyFrom, bodyTo);
    if (values.type() == ValueType.STRING && values.end() - values.start() <= NAME_BYTES_MAX) {
      String body = text(values.start(), values.end());
      return body.startsWith(CLAUDE_CODE) ? body : said;
    }
    return said;
  }

  private String text(int from, int to) {
    return LenientText.of(bytes, from, Math.min(to, from + NAME_BYTES_MAX));
  }

  private long bigEndian(int from) {
    long value = 0;
    for (int i = from; i < from + SPAN_ID_BYTES; i++) {
      value = value << 8 | (bytes[i] & 0xff);
    }
    return value;
  }
}
