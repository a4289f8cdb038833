package dev.leeway.collector.otlp;

import java.io.ByteArrayOutputStream;

/**
 * Protobuf fields being appended, up to a bound: past it nothing more is kept, and the sink says
 * so. Not thread-safe.
 */
final class ProtoSink {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final int bytesMax;
  private boolean overflowed;

  ProtoSink() {
    this(Integer.MAX_VALUE);
  }

  ProtoSink(int bytesMax) {
    this.bytesMax = bytesMax;
  }

  ProtoSink varint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.write((int) rest);
    return this;
  }

  /** A length-delimited field. */
  ProtoSink field(int number, byte[] content) {
    varint(Wire.bytesTag(number)).varint(content.length);
    return raw(content, 0, content.length);
  }

  /** A message as a length-delimited field. */
  ProtoSink field(int number, ProtoSink content) {
    overflowed |= content.overflowed;
    return field(number, content.toByteArray());
  }

  ProtoSink raw(byte[] bytes, int from, int length) {
    if (overflowed || length > bytesMax - out.size()) {
      overflowed = true;
      return this;
    }
    out.write(bytes, from, length);
    return this;
  }

  /** An empty sink with the same bound. */
  ProtoSink inner() {
    return new ProtoSink(bytesMax);
  }

  boolean fits() {
    return !overflowed && out.size() <= bytesMax;
  }

  byte[] toByteArray() {
    return out.toByteArray();
  }
}
