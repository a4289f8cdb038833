package dev.leeway.collector.otlp;

/**
 * Steps over the fields of one message in bytes that the scanner has found readable. Not
 * thread-safe.
 */
final class FieldCursor {
  private final byte[] bytes;
  private final int end;
  private int at;
  private int number;
  private int wireType;
  private int start;
  private int contentStart;

  FieldCursor(byte[] bytes, int from, int length) {
    this.bytes = bytes;
    this.at = from;
    this.end = from + length;
  }

  /** Moves to the next field; false at the end, or at bytes that are no field. */
  boolean next() {
    if (at >= end) {
      return false;
    }
    start = at;
    long tag = varint();
    number = (int) (tag >>> 3);
    wireType = (int) (tag & 7);
    long length =
        switch (wireType) {
          case Wire.FIXED64 -> Long.BYTES;
          case Wire.FIXED32 -> Integer.BYTES;
          case Wire.BYTES -> varint();
          default -> 0;
        };
    contentStart = at;
    if (wireType == Wire.VARINT) {
      varint();
    } else if (length >= 0 && length <= end - at) {
      at += (int) length;
    } else {
      at = end;
    }
    return true;
  }

  int number() {
    return number;
  }

  boolean isBytes(int field) {
    return number == field && wireType == Wire.BYTES;
  }

  boolean isBytes() {
    return wireType == Wire.BYTES;
  }

  /** Of the field with its tag. */
  int start() {
    return start;
  }

  int contentStart() {
    return contentStart;
  }

  int contentLength() {
    return at - contentStart;
  }

  int end() {
    return at;
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE && at < end; shift += 7) {
      byte next = bytes[at++];
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        break;
      }
    }
    return value;
  }
}
