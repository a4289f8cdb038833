package dev.leeway.telemetry;

import dev.leeway.telemetry.convention.Key;
import dev.leeway.telemetry.convention.KeyTable;
import dev.leeway.telemetry.wire.AnyValueReader;
import dev.leeway.telemetry.wire.LenientText;
import dev.leeway.telemetry.wire.ValueType;
import dev.leeway.telemetry.wire.WireCursor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of one span, event or resource as they lie in the request, each key once. Values
 * become text when asked for. Used again for the next; not thread-safe.
 */
final class RawAttributes {
  /** More attributes than this on one span are not read; flattened messages need many. */
  static final int ATTRIBUTES_MAX = 8_192;

  private static final int KEY_BYTES_MAX = 256;
  private static final int NONE = -1;

  private final KeyTable keyTable;
  private final int textBytesMax;
  private final WireCursor pair = new WireCursor();
  private final AnyValueReader values = new AnyValueReader();

  private byte[] bytes = new byte[0];
  private Key[] keys = new Key[64];
  private ValueType[] types = new ValueType[64];
  private long[] bits = new long[64];
  private int[] starts = new int[64];
  private int[] ends = new int[64];
  private @Nullable String[] texts = new String[64];
  private boolean[] fromEvent = new boolean[64];
  private int size;
  private int reading;
  private boolean truncated;
  private boolean repaired;

  RawAttributes(KeyTable keyTable, int textBytesMax) {
    this.keyTable = keyTable;
    this.textBytesMax = textBytesMax;
  }

  void clear(byte[] request) {
    bytes = request;
    size = 0;
    reading = keyTable.nextReading();
    truncated = false;
    repaired = false;
  }

  /** Reads one KeyValue. */
  void add(int from, int to, boolean event) {
    int keyFrom = from;
    int keyTo = from;
    int valueFrom = from;
    int valueTo = from;
    WireCursor cursor = pair.over(bytes, from, to);
    while (cursor.next()) {
      if (cursor.is(1, WireCursor.BYTES)) {
        keyFrom = cursor.start();
        keyTo = cursor.end();
      } else if (cursor.is(2, WireCursor.BYTES)) {
        valueFrom = cursor.start();
        valueTo = cursor.end();
      }
    }
    values.read(bytes, valueFrom, valueTo);
    if (keyTo - keyFrom > KEY_BYTES_MAX) {
      keyTo = LenientText.boundary(bytes, keyFrom, keyFrom + KEY_BYTES_MAX);
      truncated = true;
    }
    int at = placeOf(keyTable.of(bytes, keyFrom, keyTo), event);
    if (at < 0) {
      return;
    }
    types[at] = values.type();
    bits[at] = values.bits();
    starts[at] = values.start();
    ends[at] = values.end();
    texts[at] = null;
    fromEvent[at] = event;
  }

  private int placeOf(Key key, boolean event) {
    int claimed = key.claim(reading, size);
    if (claimed >= 0) {
      return event && !fromEvent[claimed] ? NONE : claimed;
    }
    if (size >= ATTRIBUTES_MAX) {
      truncated = true;
      return NONE;
    }
    if (size == keys.length) {
      grow();
    }
    keys[size] = key;
    return size++;
  }

  private void grow() {
    int capacity = 2 * keys.length;
    keys = Arrays.copyOf(keys, capacity);
    types = Arrays.copyOf(types, capacity);
    bits = Arrays.copyOf(bits, capacity);
    starts = Arrays.copyOf(starts, capacity);
    ends = Arrays.copyOf(ends, capacity);
    texts = Arrays.copyOf(texts, capacity);
    fromEvent = Arrays.copyOf(fromEvent, capacity);
  }

  int size() {
    return size;
  }

  Key key(int at) {
    return keys[at];
  }

  boolean isFromEvent(int at) {
    return fromEvent[at];
  }

  ValueType type(int at) {
    return types[at];
  }

  /** The value of a number or boolean. */
  long bits(int at) {
    return bits[at];
  }

  /** How many bytes the value takes in the request. */
  int bytes(int at) {
    return ends[at] - starts[at];
  }

  /** The value as text, cut to the limit of an attribute. */
  String text(int at) {
    String text = texts[at];
    if (text == null) {
      text = capped(at);
      texts[at] = text;
    }
    return text;
  }

  /** The value as text, whole. */
  String wholeText(int at) {
    return ends[at] - starts[at] <= textBytesMax && types[at] == ValueType.STRING
        ? text(at)
        : textOf(at, starts[at], ends[at]);
  }

  private String capped(int at) {
    int end = ends[at];
    if (types[at] == ValueType.STRING && end - starts[at] > textBytesMax) {
      truncated = true;
      end = LenientText.boundary(bytes, starts[at], starts[at] + textBytesMax);
    }
    String text = textOf(at, starts[at], end);
    if (text.length() > textBytesMax && types[at] != ValueType.STRING) {
      truncated = true;
      return text.substring(0, textBytesMax);
    }
    return text;
  }

  private String textOf(int at, int start, int end) {
    return switch (types[at]) {
      case EMPTY -> "";
      case STRING -> {
        String text = LenientText.of(bytes, start, end);
        repaired |= LenientText.repaired(text, bytes, start, end);
        yield text;
      }
      case BOOL -> bits[at] != 0 ? "true" : "false";
      case INT -> Long.toString(bits[at]);
      case DOUBLE -> Double.toString(Double.longBitsToDouble(bits[at]));
      case ARRAY, PAIRS -> {
        String json = values.json(types[at], bytes, start, end);
        truncated |= values.tooDeep();
        repaired |= values.repaired();
        yield json;
      }
      case BINARY -> AnyValueReader.base64(bytes, start, end);
    };
  }

  /** How many attributes no dialect has a use for. */
  int unmapped() {
    int unmapped = 0;
    for (int at = 0; at < size; at++) {
      unmapped += keys[at].meaning().known() ? 0 : 1;
    }
    return unmapped;
  }

  boolean truncated() {
    return truncated;
  }

  boolean repaired() {
    return repaired;
  }
}
