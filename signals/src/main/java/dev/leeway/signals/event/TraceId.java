package dev.leeway.signals.event;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** A W3C trace id: 16 bytes, never all zero, big-endian in two longs. */
public record TraceId(long high, long low) {
  public TraceId {
    if (high == 0 && low == 0) {
      throw new IllegalArgumentException("trace id must not be zero");
    }
  }

  /** Reads 32 hexadecimal digits, either case. */
  public static TraceId parse(String hex) {
    if (hex.length() != 32) {
      throw new IllegalArgumentException("trace id must have 32 hexadecimal digits: " + hex);
    }
    return new TraceId(
        HexFormat.fromHexDigitsToLong(hex, 0, 16), HexFormat.fromHexDigitsToLong(hex, 16, 32));
  }

  public byte[] bytes() {
    return ByteBuffer.allocate(16).putLong(high).putLong(low).array();
  }

  @Override
  public String toString() {
    return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
  }
}
