package dev.leeway.telemetry.evaluation;

import static dev.leeway.telemetry.wire.WireCursor.BYTES;
import static dev.leeway.telemetry.wire.WireCursor.FIXED64;

import dev.leeway.telemetry.wire.AnyValueReader;
import dev.leeway.telemetry.wire.ItemWalk;
import dev.leeway.telemetry.wire.LenientText;
import dev.leeway.telemetry.wire.WireCursor;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Walks over the spans of a traces request and tells of their events of the name {@value
 * EvaluationKeys#RESULT}, each of them. Not thread-safe.
 */
final class EventWalk {
  /** Takes one event of a span. */
  interface Reader {
    /**
     * One event.
     *
     * @param index of the event among the span's
     */
    void event(long spanId, int index, long nanos, Map<String, String> attributes);
  }

  private static final byte[] NAME = EvaluationKeys.RESULT.getBytes(StandardCharsets.US_ASCII);
  private static final int SPAN_ID_BYTES = 8;
  private static final int ATTRIBUTES_MAX = 64;
  private static final int KEY_BYTES_MAX = 256;
  private static final int VALUE_BYTES_MAX = 4_096;

  private final ItemWalk spans = new ItemWalk();
  private final WireCursor spanCursor = new WireCursor();
  private final WireCursor eventCursor = new WireCursor();
  private final WireCursor pairCursor = new WireCursor();
  private final AnyValueReader values = new AnyValueReader();

  /** Throws MalformedWire where the request's framing is broken. */
  void over(byte[] request, Reader reader) {
    spans.over(request, (from, to) -> overSpan(request, from, to, reader));
  }

  /** Twice, because the id may come after the events. */
  private void overSpan(byte[] request, int from, int to, Reader reader) {
    long spanId = 0;
    WireCursor cursor = spanCursor.over(request, from, to);
    while (cursor.next()) {
      if (cursor.is(2, BYTES) && cursor.end() - cursor.start() == SPAN_ID_BYTES) {
        spanId = ByteBuffer.wrap(request, cursor.start(), SPAN_ID_BYTES).getLong();
      }
    }
    int index = 0;
    cursor = spanCursor.over(request, from, to);
    while (cursor.next()) {
      if (cursor.is(11, BYTES)) {
        readEvent(request, cursor.start(), cursor.end(), spanId, index++, reader);
      }
    }
  }

  private void readEvent(byte[] request, int from, int to, long spanId, int index, Reader reader) {
    boolean result = false;
    long nanos = 0;
    WireCursor cursor = eventCursor.over(request, from, to);
    while (cursor.next()) {
      if (cursor.is(1, FIXED64)) {
        nanos = cursor.value();
      } else if (cursor.is(2, BYTES)) {
        result = Arrays.equals(NAME, 0, NAME.length, request, cursor.start(), cursor.end());
      }
    }
    if (!result) {
      return;
    }
    Map<String, String> attributes = new HashMap<>();
    cursor = eventCursor.over(request, from, to);
    while (cursor.next()) {
      if (cursor.is(3, BYTES) && attributes.size() < ATTRIBUTES_MAX) {
        readPair(request, cursor.start(), cursor.end(), attributes);
      }
    }
    reader.event(spanId, index, nanos, attributes);
  }

  private void readPair(byte[] request, int from, int to, Map<String, String> into) {
    String key = "";
    String value = "";
    WireCursor cursor = pairCursor.over(request, from, to);
    while (cursor.next()) {
      if (cursor.is(1, BYTES) && cursor.end() - cursor.start() <= KEY_BYTES_MAX) {
        key = LenientText.of(request, cursor.start(), cursor.end());
      } else if (cursor.is(2, BYTES)) {
        values.read(request, cursor.start(), cursor.end());
        value = valueOf(request);
      }
    }
    if (!key.isEmpty() && !value.isEmpty()) {
      into.put(key, value);
    }
  }

  private String valueOf(byte[] request) {
    return switch (values.type()) {
      case STRING -> {
        int end = Math.min(values.end(), values.start() + VALUE_BYTES_MAX);
        int whole = end == values.end() ? end : LenientText.boundary(request, values.start(), end);
        yield LenientText.of(request, values.start(), whole);
      }
      case INT -> Long.toString(values.bits());
      case DOUBLE -> Double.toString(Double.longBitsToDouble(values.bits()));
      case BOOL -> Boolean.toString(values.bits() != 0);
      case EMPTY, ARRAY, PAIRS, BINARY -> "";
    };
  }
}
