package dev.leeway.signals.event;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads what {@link StateWriter} wrote. Bytes that end too soon or point nowhere are an {@link
 * IllegalArgumentException}, and never allocate more than they are long. Not thread-safe.
 */
public final class StateReader {
  private static final int COUNT_BYTES_MAX = 10;

  private final String what;
  private final byte[] bytes;
  private final StateDictionary dictionary;
  private final List<String> read = new ArrayList<>();
  private int position;

  /**
   * Without a dictionary.
   *
   * @param what names the format in error messages, such as {@code agent event}
   */
  public StateReader(String what, byte[] bytes) {
    this(what, bytes, StateDictionary.EMPTY);
  }

  public StateReader(String what, byte[] bytes, StateDictionary dictionary) {
    this.what = what;
    this.bytes = bytes.clone();
    this.dictionary = dictionary;
  }

  /** Reads the version and refuses any other than the expected one. */
  public StateReader version(int expected) {
    int came = octet();
    if (came != expected) {
      throw broken("expected version " + expected + ", came " + came);
    }
    return this;
  }

  /** Reads the version and refuses any that is not between the two. */
  public int version(int oldest, int newest) {
    int came = octet();
    if (came < oldest || came > newest) {
      throw broken("expected a version from " + oldest + " to " + newest + ", came " + came);
    }
    return came;
  }

  public int octet() {
    need(1);
    return bytes[position++] & 0xFF;
  }

  public long word() {
    need(8);
    long value = 0;
    for (int i = 0; i < 8; i++) {
      value = (value << 8) | (bytes[position++] & 0xFF);
    }
    return value;
  }

  public double number() {
    return Double.longBitsToDouble(word());
  }

  public long count() {
    long value = 0;
    int end = Math.min(bytes.length, position + COUNT_BYTES_MAX);
    for (int at = position; at < end; at++) {
      byte next = bytes[at];
      value |= (long) (next & 0x7F) << (7 * (at - position));
      if (next >= 0) {
        position = at + 1;
        return value;
      }
    }
    throw broken("expected a number of at most " + COUNT_BYTES_MAX + " bytes at " + position);
  }

  public long signed() {
    long value = count();
    return (value >>> 1) ^ -(value & 1);
  }

  /** A count of things that each take at least one byte: never more than the bytes left. */
  public int size() {
    long size = count();
    if (size < 0 || size > bytes.length - position) {
      throw broken(
          "expected at most "
              + (bytes.length - position)
              + " items, came "
              + size
              + " at "
              + position);
    }
    return (int) size;
  }

  /** A number that fits an int. */
  public int integer() {
    long value = signed();
    if (value != (int) value) {
      throw broken("expected a 32-bit number, came " + value);
    }
    return (int) value;
  }

  public String text() {
    long head = count();
    if (head == 0) {
      return "";
    }
    if ((head & 1) == 1) {
      String text = new String(raw(head >>> 1), StandardCharsets.UTF_8);
      read.add(text);
      return text;
    }
    long reference = (head >>> 1) - 1;
    int known = dictionary.size() + read.size();
    if (reference < 0 || reference >= known) {
      throw broken("expected one of " + known + " texts, came " + reference);
    }
    int position = (int) reference;
    return position < dictionary.size()
        ? dictionary.text(position)
        : read.get(position - dictionary.size());
  }

  /** A constant of an enum whose name was written as text. */
  public <E extends Enum<E>> E named(Class<E> type) {
    String name = text();
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(name)) {
        return constant;
      }
    }
    throw broken("expected a " + type.getSimpleName() + ", came " + name);
  }

  public byte[] raw(long length) {
    need(length);
    byte[] part = Arrays.copyOfRange(bytes, position, position + (int) length);
    position += (int) length;
    return part;
  }

  /** Refuses bytes beyond the end: they would be another format's. */
  public void end() {
    if (position != bytes.length) {
      throw broken("expected the end at " + position + ", came " + bytes.length + " bytes");
    }
  }

  /** The exception for bytes that are not what they should be. */
  public IllegalArgumentException broken(String problem) {
    return new IllegalArgumentException(what + " bytes: " + problem);
  }

  private void need(long more) {
    if (more < 0 || more > bytes.length - position) {
      throw broken(
          "expected " + more + " bytes at " + position + ", came " + (bytes.length - position));
    }
  }
}
