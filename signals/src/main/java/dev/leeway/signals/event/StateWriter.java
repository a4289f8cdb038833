package dev.leeway.signals.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes keyed state as compact bytes: numbers as varints, and a text that came before, or is in
 * the format's dictionary, as a reference of one byte or two. {@link StateReader} reads it back
 * with the same dictionary. Not thread-safe.
 *
 * <p>The caller puts a version first, and never changes what a version's bytes mean.
 */
public final class StateWriter {
  private final StateDictionary dictionary;
  private final Map<String, Integer> written = new HashMap<>();
  private byte[] bytes = new byte[192];
  private int size;

  /** Without a dictionary: only what was written before is referred to. */
  public StateWriter() {
    this(StateDictionary.EMPTY);
  }

  public StateWriter(StateDictionary dictionary) {
    this.dictionary = dictionary;
  }

  public StateWriter octet(int value) {
    ensure(1);
    bytes[size++] = (byte) value;
    return this;
  }

  /** Eight bytes, big-endian: for hashes and ids. */
  public StateWriter word(long value) {
    ensure(8);
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes[size++] = (byte) (value >>> shift);
    }
    return this;
  }

  public StateWriter number(double value) {
    return word(Double.doubleToLongBits(value));
  }

  /** One byte for 0 to 127; a negative number takes ten. */
  public StateWriter count(long value) {
    ensure(10);
    int at = size;
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[at++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[at++] = (byte) rest;
    size = at;
    return this;
  }

  /** One byte for -64 to 63. */
  public StateWriter signed(long value) {
    return count((value << 1) ^ (value >> 63));
  }

  public StateWriter text(String text) {
    if (text.isEmpty()) {
      return count(0);
    }
    int position = dictionary.position(text);
    if (position >= 0) {
      return count((position + 1L) << 1);
    }
    Integer before = written.putIfAbsent(text, written.size());
    if (before != null) {
      return count((dictionary.size() + before + 1L) << 1);
    }
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return count(((long) utf8.length << 1) | 1).raw(utf8);
  }

  /** Bytes whose number the reader knows. */
  public StateWriter raw(byte[] source) {
    ensure(source.length);
    System.arraycopy(source, 0, bytes, size, source.length);
    size += source.length;
    return this;
  }

  public byte[] bytes() {
    return Arrays.copyOf(bytes, size);
  }

  private void ensure(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
