package dev.leeway.telemetry.freshness;

import static dev.leeway.telemetry.wire.WireCursor.BYTES;

import dev.leeway.telemetry.wire.AnyValueReader;
import dev.leeway.telemetry.wire.LenientText;
import dev.leeway.telemetry.wire.WireCursor;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads the attributes of a wire message that can say something of a source as text, at most
 * {@value #ATTRIBUTES_MAX}. Not thread-safe.
 */
final class WireAttributes {
  private static final int ATTRIBUTES_MAX = 256;
  private static final int KEY_BYTES_MAX = 256;
  private static final int VALUE_BYTES_MAX = 1_024;

  private final WireCursor message = new WireCursor();
  private final WireCursor pair = new WireCursor();
  private final AnyValueReader values = new AnyValueReader();

  /** The attributes in that field of the message, over those that it inherits. */
  Map<String, String> read(
      byte[] bytes, int from, int to, int field, Map<String, String> inherited) {
    Map<String, String> said = new HashMap<>(inherited);
    int count = 0;
    message.over(bytes, from, to);
    while (message.next()) {
      if (message.is(field, BYTES) && count++ < ATTRIBUTES_MAX) {
        readPair(bytes, message.start(), message.end(), said);
      }
    }
    return said;
  }

  private void readPair(byte[] bytes, int from, int to, Map<String, String> said) {
    int keyFrom = from;
    int keyTo = from;
    int valueFrom = from;
    int valueTo = from;
    pair.over(bytes, from, to);
    while (pair.next()) {
      if (pair.is(1, BYTES)) {
        keyFrom = pair.start();
        keyTo = pair.end();
      } else if (pair.is(2, BYTES)) {
        valueFrom = pair.start();
        valueTo = pair.end();
      }
    }
    if (keyTo == keyFrom || keyTo - keyFrom > KEY_BYTES_MAX) {
      return;
    }
    values.read(bytes, valueFrom, valueTo);
    String value = textOf(bytes);
    if (!value.isEmpty()) {
      said.put(LenientText.of(bytes, keyFrom, keyTo), value);
    }
  }

  private String textOf(byte[] bytes) {
    return switch (values.type()) {
      case STRING -> {
        int end = Math.min(values.end(), values.start() + VALUE_BYTES_MAX);
        int whole = end == values.end() ? end : LenientText.boundary(bytes, values.start(), end);
        yield LenientText.of(bytes, values.start(), whole);
      }
      case INT -> Long.toString(values.bits());
      case DOUBLE -> Double.toString(Double.longBitsToDouble(values.bits()));
      case BOOL -> Boolean.toString(values.bits() != 0);
      case EMPTY, ARRAY, PAIRS, BINARY -> "";
    };
  }
}
