package dev.leeway.telemetry.json;

import java.util.Arrays;

/** Protobuf bytes being written, messages in messages, up to a bound. Not thread-safe. */
final class ProtoBuffer {
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED64 = 1;
  private static final int FIXED32 = 5;

  private final int bytesMax;
  private byte[] bytes;
  private int size;

  ProtoBuffer(int initialBytes, int bytesMax) {
    this.bytes = new byte[Math.min(Math.max(64, initialBytes), bytesMax)];
    this.bytesMax = bytesMax;
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  /** Opens a length-delimited field; what comes back closes it. */
  int begin(int field) throws NotOtlpJson {
    tag(field, LENGTH_DELIMITED);
    require(1);
    size++;
    return size;
  }

  /** Most messages are short: one byte is kept for the length, and longer ones are moved. */
  void end(int start) throws NotOtlpJson {
    int length = size - start;
    int extra = varintBytes(length) - 1;
    if (extra > 0) {
      require(extra);
      System.arraycopy(bytes, start, bytes, start + extra, length);
    }
    size = start - 1;
    rawVarint(length);
    size += length;
  }

  void bytes(int field, byte[] value) throws NotOtlpJson {
    tag(field, LENGTH_DELIMITED);
    rawVarint(value.length);
    require(value.length);
    System.arraycopy(value, 0, bytes, size, value.length);
    size += value.length;
  }

  void varint(int field, long value) throws NotOtlpJson {
    tag(field, 0);
    rawVarint(value);
  }

  void fixed64(int field, long value) throws NotOtlpJson {
    tag(field, FIXED64);
    rawFixed(value, Long.BYTES);
  }

  void fixed32(int field, int value) throws NotOtlpJson {
    tag(field, FIXED32);
    rawFixed(value, Integer.BYTES);
  }

  void rawVarint(long value) throws NotOtlpJson {
    require(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) ((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  void rawFixed(long value, int count) throws NotOtlpJson {
    require(count);
    for (int i = 0; i < count; i++) {
      bytes[size++] = (byte) (value >>> (8 * i));
    }
  }

  private void tag(int field, int wireType) throws NotOtlpJson {
    rawVarint((long) field << 3 | wireType);
  }

  private static int varintBytes(int value) {
    return value == 0 ? 1 : (38 - Integer.numberOfLeadingZeros(value)) / 7;
  }

  private void require(int count) throws NotOtlpJson {
    if (count <= bytes.length - size) {
      return;
    }
    if (size > bytesMax - count) {
      throw new NotOtlpJson("the request is larger than " + bytesMax + " bytes as protobuf");
    }
    bytes = Arrays.copyOf(bytes, (int) Math.min(bytesMax, Math.max(size + count, size * 2L)));
  }
}
