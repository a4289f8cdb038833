package dev.leeway.storage.row;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads values from RowBinary: the other side of {@link RowBuffer}. Not thread-safe. */
public final class RowReader {
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final int WORDS_OF_HEX16 = 2;

  private final ByteBuffer bytes;

  public RowReader(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Reads rows until the bytes end. */
  public <T> List<T> rows(Supplier<T> row) {
    List<T> rows = new ArrayList<>();
    while (bytes.hasRemaining()) {
      rows.add(row.get());
    }
    return rows;
  }

  public boolean hasNext() {
    return bytes.hasRemaining();
  }

  public int int8() {
    return bytes.get();
  }

  public boolean bool() {
    return bytes.get() != 0;
  }

  /** Date, as days since 1970. */
  public int uint16() {
    return Short.toUnsignedInt(bytes.getShort());
  }

  public int int32() {
    return bytes.getInt();
  }

  public long int64() {
    return bytes.getLong();
  }

  public double float64() {
    return bytes.getDouble();
  }

  public @Nullable Long nullableInt64() {
    return bool() ? null : int64();
  }

  public @Nullable Double nullableFloat64() {
    return bool() ? null : float64();
  }

  /** FixedString(8). */
  public long word() {
    return Long.reverseBytes(bytes.getLong());
  }

  /** FixedString(16), as 32 hexadecimal digits. */
  public String hex16() {
    StringBuilder digits = new StringBuilder(Long.BYTES * 2 * WORDS_OF_HEX16);
    for (int word = 0; word < WORDS_OF_HEX16; word++) {
      digits.append(HexFormat.of().toHexDigits(word()));
    }
    return digits.toString();
  }

  public int varint() {
    int value = 0;
    for (int shift = 0; ; shift += 7) {
      int octet = bytes.get();
      value |= (octet & 0x7F) << shift;
      if (octet >= 0) {
        return value;
      }
    }
  }

  public byte[] blob() {
    byte[] value = new byte[varint()];
    bytes.get(value);
    return value;
  }

  public String text() {
    return new String(blob(), StandardCharsets.UTF_8);
  }

  /** Array of anything. */
  public <T> List<T> list(Supplier<T> element) {
    int size = varint();
    List<T> list = new ArrayList<>(size);
    for (int at = 0; at < size; at++) {
      list.add(element.get());
    }
    return list;
  }

  public Map<String, String> textMap() {
    return map(this::text);
  }

  public Map<String, Double> numberMap() {
    return map(this::float64);
  }

  /** Milliseconds of a DateTime64(9). */
  public long millisOfNanos() {
    return Math.floorDiv(int64(), NANOS_PER_MILLI);
  }

  private <T> Map<String, T> map(Supplier<T> value) {
    int size = varint();
    Map<String, T> map = HashMap.newHashMap(size);
    for (int at = 0; at < size; at++) {
      map.put(text(), value.get());
    }
    return map;
  }
}
