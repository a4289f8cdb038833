package dev.leeway.signals.drift.codec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what {@link StateWriter} wrote. Bytes that end early, or of an unknown version, are an
 * {@link IllegalArgumentException}: state is written by this program alone. Not thread-safe.
 */
public final class StateReader {
  private final byte[] bytes;
  private final int version;
  private int position = 1;

  public StateReader(byte[] bytes, int versionMax) {
    this.bytes = bytes;
    this.version = bytes.length == 0 ? 0 : bytes[0];
    if (!(version >= 1 && version <= versionMax)) {
      throw new IllegalArgumentException(
          "expected state of version 1 to " + versionMax + ", came " + version);
    }
  }

  public int version() {
    return version;
  }

  public long number() {
    long zigzag = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte part = next();
      zigzag |= (part & 0x7FL) << shift;
      if (part >= 0) {
        return (zigzag >>> 1) ^ -(zigzag & 1);
      }
    }
    throw new IllegalArgumentException("number longer than ten bytes at " + position);
  }

  /** A number that counts what follows: refused where not even that many bytes are left. */
  public int size() {
    long size = number();
    if (!(size >= 0 && size <= bytes.length - position)) {
      throw new IllegalArgumentException("size does not fit the state: " + size);
    }
    return (int) size;
  }

  public double real() {
    long bits = 0;
    for (int read = 0; read < 8; read++) {
      bits = bits << 8 | (next() & 0xFF);
    }
    return Double.longBitsToDouble(bits);
  }

  public float single() {
    int bits = 0;
    for (int read = 0; read < 4; read++) {
      bits = bits << 8 | (next() & 0xFF);
    }
    return Float.intBitsToFloat(bits);
  }

  public boolean flag() {
    return next() != 0;
  }

  public String text() {
    int length = size();
    String text = new String(bytes, position, length, StandardCharsets.UTF_8);
    position += length;
    return text;
  }

  public List<String> texts() {
    int size = size();
    List<String> texts = new ArrayList<>(size);
    for (int read = 0; read < size; read++) {
      texts.add(text());
    }
    return texts;
  }

  private byte next() {
    if (position >= bytes.length) {
      throw new IllegalArgumentException("state ends early: " + bytes.length + " bytes");
    }
    return bytes[position++];
  }
}
