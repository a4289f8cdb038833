package dev.leeway.collector.otlp;

/** Protobuf's wire types and the sizes of its numbers. */
final class Wire {
  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int BYTES = 2;
  static final int FIXED32 = 5;

  private Wire() {}

  static int varintBytes(int value) {
    return value == 0 ? 1 : (38 - Integer.numberOfLeadingZeros(value)) / 7;
  }

  /** Of a length-delimited field with that many bytes of content. */
  static int fieldBytes(int tag, int contentBytes) {
    return varintBytes(tag) + varintBytes(contentBytes) + contentBytes;
  }

  static int bytesTag(int field) {
    return field << 3 | BYTES;
  }
}
