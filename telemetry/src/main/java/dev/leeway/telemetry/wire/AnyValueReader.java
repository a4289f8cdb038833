package dev.leeway.telemetry.wire;

import static dev.leeway.telemetry.wire.WireCursor.BYTES;
import static dev.leeway.telemetry.wire.WireCursor.FIXED64;
import static dev.leeway.telemetry.wire.WireCursor.VARINT;

import java.util.Arrays;
import java.util.Base64;

/**
 * Reads OTLP's AnyValue: a scalar as itself, an array or list of pairs as JSON text.
 *
 * <p>Of a value nested deeper than {@value #DEPTH_MAX} only {@code null} is left, and {@link
 * #tooDeep()} says so: its bytes are skipped, not walked. Not thread-safe.
 */
public final class AnyValueReader {
  public static final int DEPTH_MAX = 32;

  private final WireCursor[] cursors = new WireCursor[DEPTH_MAX + 1];
  private final WireCursor pair = new WireCursor();
  private ValueType type = ValueType.EMPTY;
  private long bits;
  private int start;
  private int end;
  private boolean tooDeep;
  private boolean repaired;

  public AnyValueReader() {
    Arrays.setAll(cursors, depth -> new WireCursor());
  }

  /** Reads the value's type and where its payload is; of several set fields the last wins. */
  public void read(byte[] bytes, int from, int to) {
    WireCursor cursor = pair.over(bytes, from, to);
    type = ValueType.EMPTY;
    bits = 0;
    start = from;
    end = from;
    while (cursor.next()) {
      ValueType found = typeOf(cursor);
      if (found == ValueType.EMPTY) {
        continue;
      }
      type = found;
      if (cursor.wireType() == BYTES) {
        start = cursor.start();
        end = cursor.end();
      } else {
        bits = cursor.value();
      }
    }
  }

  public ValueType type() {
    return type;
  }

  public long bits() {
    return bits;
  }

  public int start() {
    return start;
  }

  public int end() {
    return end;
  }

  /** The payload of an array or list of pairs as JSON. */
  public String json(ValueType container, byte[] bytes, int from, int to) {
    StringBuilder out = new StringBuilder(2 * (to - from) + 2);
    tooDeep = false;
    repaired = false;
    appendContainer(out, container, bytes, from, to, 1);
    return out.toString();
  }

  /** Whether the last {@link #json} left something out for its depth. */
  public boolean tooDeep() {
    return tooDeep;
  }

  /** Whether the last {@link #json} met bytes that are not UTF-8. */
  public boolean repaired() {
    return repaired;
  }

  private static ValueType typeOf(WireCursor cursor) {
    return switch (cursor.wireType()) {
      case BYTES ->
          switch (cursor.field()) {
            case 1 -> ValueType.STRING;
            case 5 -> ValueType.ARRAY;
            case 6 -> ValueType.PAIRS;
            case 7 -> ValueType.BINARY;
            default -> ValueType.EMPTY;
          };
      case VARINT ->
          switch (cursor.field()) {
            case 2 -> ValueType.BOOL;
            case 3 -> ValueType.INT;
            default -> ValueType.EMPTY;
          };
      case FIXED64 -> cursor.field() == 4 ? ValueType.DOUBLE : ValueType.EMPTY;
      default -> ValueType.EMPTY;
    };
  }

  private void appendValue(StringBuilder out, byte[] bytes, int from, int to, int depth) {
    read(bytes, from, to);
    // Taken now: reading what is inside moves this reader on.
    ValueType of = type;
    int at = start;
    int until = end;
    switch (of) {
      case EMPTY -> out.append("null");
      case STRING -> JsonText.quote(out, text(bytes, at, until));
      case BOOL -> out.append(bits != 0);
      case INT -> out.append(bits);
      case DOUBLE -> JsonText.number(out, Double.longBitsToDouble(bits));
      case BINARY -> out.append('"').append(base64(bytes, at, until)).append('"');
      case ARRAY, PAIRS -> {
        if (depth >= DEPTH_MAX) {
          tooDeep = true;
          out.append("null");
        } else {
          appendContainer(out, of, bytes, at, until, depth + 1);
        }
      }
    }
  }

  private void appendContainer(
      StringBuilder out, ValueType of, byte[] bytes, int from, int to, int depth) {
    boolean pairs = of == ValueType.PAIRS;
    out.append(pairs ? '{' : '[');
    WireCursor cursor = cursors[depth].over(bytes, from, to);
    boolean first = true;
    while (cursor.next()) {
      if (!cursor.is(1, BYTES)) {
        continue;
      }
      if (!first) {
        out.append(',');
      }
      first = false;
      if (pairs) {
        appendPair(out, bytes, cursor.start(), cursor.end(), depth);
      } else {
        appendValue(out, bytes, cursor.start(), cursor.end(), depth);
      }
    }
    out.append(pairs ? '}' : ']');
  }

  private void appendPair(StringBuilder out, byte[] bytes, int from, int to, int depth) {
    int keyFrom = from;
    int keyTo = from;
    int valueFrom = from;
    int valueTo = from;
    WireCursor cursor = pair.over(bytes, from, to);
    while (cursor.next()) {
      if (cursor.is(1, BYTES)) {
        keyFrom = cursor.start();
        keyTo = cursor.end();
      } else if (cursor.is(2, BYTES)) {
        valueFrom = cursor.start();
        valueTo = cursor.end();
      }
    }
    JsonText.quote(out, text(bytes, keyFrom, keyTo));
    out.append(':');
    appendValue(out, bytes, valueFrom, valueTo, depth);
  }

  private String text(byte[] bytes, int from, int to) {
    String text = LenientText.of(bytes, from, to);
    repaired |= LenientText.repaired(text, bytes, from, to);
    return text;
  }

  /** Base64, as OTLP/JSON writes bytes. */
  public static String base64(byte[] bytes, int from, int to) {
    return Base64.getEncoder().encodeToString(Arrays.copyOfRange(bytes, from, to));
  }
}
