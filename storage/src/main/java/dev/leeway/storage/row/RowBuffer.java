package dev.leeway.storage.row;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A growing byte array that is written in ClickHouse's RowBinary: numbers little-endian, text and
 * collections behind a varint of their size. Makes no object per value. Not thread-safe.
 */
public final class RowBuffer {
  private static final int INITIAL_BYTES = 1 << 10;
  private static final int BYTES_MAX = 1 << 30;
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final long MILLIS_PER_DAY = 86_400_000;
  private static final int DATE_MAX = 0xFFFF;
  private static final char REPLACEMENT = '?';

  private static final VarHandle SHORT = view(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT = view(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG = view(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle WORD = view(long[].class, ByteOrder.BIG_ENDIAN);

  private byte[] bytes = new byte[INITIAL_BYTES];
  private int size;

  public int size() {
    return size;
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  /** Drops what was written after the buffer had that size. */
  void truncate(int newSize) {
    size = newSize;
  }

  public RowBuffer int8(int value) {
    ensure(1);
    bytes[size++] = (byte) value;
    return this;
  }

  public RowBuffer bool(boolean value) {
    return int8(value ? 1 : 0);
  }

  public RowBuffer int16(int value) {
    ensure(Short.BYTES);
    SHORT.set(bytes, size, (short) value);
    size += Short.BYTES;
    return this;
  }

  public RowBuffer int32(int value) {
    ensure(Integer.BYTES);
    INT.set(bytes, size, value);
    size += Integer.BYTES;
    return this;
  }

  public RowBuffer int64(long value) {
    ensure(Long.BYTES);
    LONG.set(bytes, size, value);
    size += Long.BYTES;
    return this;
  }

  public RowBuffer float64(double value) {
    return int64(Double.doubleToRawLongBits(value));
  }

  /** Nullable(Int64) and Nullable(DateTime64). */
  public RowBuffer nullableInt64(@Nullable Long value) {
    return value == null ? int8(1) : int8(0).int64(value);
  }

  public RowBuffer nullableFloat64(@Nullable Double value) {
    return value == null ? int8(1) : int8(0).float64(value);
  }

  /** Date: the day of an instant, clamped to what the type holds, 1970 to 2149. */
  public RowBuffer date(long epochMillis) {
    long day = Math.floorDiv(epochMillis, MILLIS_PER_DAY);
    return int16((int) Math.max(0, Math.min(DATE_MAX, day)));
  }

  /** FixedString(8): big-endian, so that its hexadecimal form is the span id as W3C writes it. */
  public RowBuffer word(long value) {
    ensure(Long.BYTES);
    WORD.set(bytes, size, value);
    size += Long.BYTES;
    return this;
  }

  /** FixedString(16) from 32 hexadecimal digits. */
  public RowBuffer hex16(String digits) {
    if (digits.length() != 32) {
      throw new IllegalArgumentException("expected 32 hexadecimal digits, came " + digits);
    }
    return word(HexFormat.fromHexDigitsToLong(digits, 0, 16))
        .word(HexFormat.fromHexDigitsToLong(digits, 16, 32));
  }

  public RowBuffer varint(int value) {
    ensure(5);
    int rest = value;
    while ((rest & ~0x7F) != 0) {
      bytes[size++] = (byte) ((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
    return this;
  }

  /** String from bytes that need not be text. */
  public RowBuffer blob(byte[] value) {
    varint(value.length);
    ensure(value.length);
    System.arraycopy(value, 0, bytes, size, value.length);
    size += value.length;
    return this;
  }

  /** String as UTF-8; a surrogate without its other half becomes a question mark. */
  public RowBuffer text(String value) {
    int start = size;
    int units = value.length();
    varint(units);
    ensure(units);
    byte[] target = bytes;
    int base = size;
    for (int at = 0; at < units; at++) {
      char unit = value.charAt(at);
      if (unit >= 0x80) {
        size = start;
        return utf8(value);
      }
      target[base + at] = (byte) unit;
    }
    size = base + units;
    return this;
  }

  public RowBuffer texts(Collection<String> values) {
    varint(values.size());
    values.forEach(this::text);
    return this;
  }

  /** Array(FixedString(16)) from texts of 32 hexadecimal digits. */
  public RowBuffer hex16s(Collection<String> values) {
    varint(values.size());
    values.forEach(this::hex16);
    return this;
  }

  public RowBuffer int32s(Collection<Integer> values) {
    varint(values.size());
    values.forEach(this::int32);
    return this;
  }

  public RowBuffer int64s(Collection<Long> values) {
    varint(values.size());
    values.forEach(this::int64);
    return this;
  }

  public RowBuffer float64s(Collection<Double> values) {
    varint(values.size());
    values.forEach(this::float64);
    return this;
  }

  public RowBuffer textMap(Map<String, String> map) {
    varint(map.size());
    map.forEach((key, value) -> text(key).text(value));
    return this;
  }

  public RowBuffer numberMap(Map<String, Double> map) {
    varint(map.size());
    map.forEach((key, value) -> text(key).float64(value));
    return this;
  }

  /** DateTime64(9) from epoch milliseconds. */
  public RowBuffer nanosOfMillis(long epochMillis) {
    return int64(epochMillis * NANOS_PER_MILLI);
  }

  private RowBuffer utf8(String value) {
    int length = utf8Length(value);
    varint(length);
    ensure(length);
    for (int at = 0; at < value.length(); at++) {
      char unit = value.charAt(at);
      if (unit < 0x80) {
        bytes[size++] = (byte) unit;
      } else if (unit < 0x800) {
        bytes[size++] = (byte) (0xC0 | (unit >> 6));
        bytes[size++] = (byte) (0x80 | (unit & 0x3F));
      } else if (pairAt(value, at)) {
        int point = Character.toCodePoint(unit, value.charAt(++at));
        bytes[size++] = (byte) (0xF0 | (point >> 18));
        bytes[size++] = (byte) (0x80 | ((point >> 12) & 0x3F));
        bytes[size++] = (byte) (0x80 | ((point >> 6) & 0x3F));
        bytes[size++] = (byte) (0x80 | (point & 0x3F));
      } else if (Character.isSurrogate(unit)) {
        bytes[size++] = (byte) REPLACEMENT;
      } else {
        bytes[size++] = (byte) (0xE0 | (unit >> 12));
        bytes[size++] = (byte) (0x80 | ((unit >> 6) & 0x3F));
        bytes[size++] = (byte) (0x80 | (unit & 0x3F));
      }
    }
    return this;
  }

  private static int utf8Length(String value) {
    int units = value.length();
    int length = units;
    for (int at = 0; at < units; at++) {
      char unit = value.charAt(at);
      if (unit >= 0x800) {
        if (pairAt(value, at)) {
          at++;
          length += 2;
        } else if (!Character.isSurrogate(unit)) {
          length += 2;
        }
      } else if (unit >= 0x80) {
        length++;
      }
    }
    return length;
  }

  private static boolean pairAt(String value, int at) {
    return Character.isHighSurrogate(value.charAt(at))
        && at + 1 < value.length()
        && Character.isLowSurrogate(value.charAt(at + 1));
  }

  private void ensure(int more) {
    long needed = (long) size + more;
    if (needed <= bytes.length) {
      return;
    }
    if (needed > BYTES_MAX) {
      throw new IllegalStateException(
          "expected a block of at most %d bytes, came %d".formatted(BYTES_MAX, needed));
    }
    bytes = Arrays.copyOf(bytes, (int) Math.min(BYTES_MAX, Math.max(needed, bytes.length * 2L)));
  }

  private static VarHandle view(Class<?> array, ByteOrder order) {
    return MethodHandles.byteArrayViewVarHandle(array, order);
  }
}
