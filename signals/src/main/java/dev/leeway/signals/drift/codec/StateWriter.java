package dev.leeway.signals.drift.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Writes state as compact bytes: numbers as zigzag varints, reals as IEEE 754, text as length and
 * UTF-8. The first byte of every state is its format version. Not thread-safe.
 */
public final class StateWriter {
  private byte[] out = new byte[256];
  private int size;

  public StateWriter(int version) {
    if (!(version > 0 && version < 128)) {
      throw new IllegalArgumentException("version must be within [1, 127]: " + version);
    }
    write(version);
  }

  public StateWriter number(long value) {
    long rest = (value << 1) ^ (value >> 63);
    while ((rest & ~0x7FL) != 0) {
      write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    write((int) rest);
    return this;
  }

  public StateWriter real(double value) {
    long bits = Double.doubleToLongBits(value);
    for (int shift = 56; shift >= 0; shift -= 8) {
      write((int) (bits >>> shift));
    }
    return this;
  }

  public StateWriter single(float value) {
    int bits = Float.floatToIntBits(value);
    for (int shift = 24; shift >= 0; shift -= 8) {
      write(bits >>> shift);
    }
    return this;
  }

  public StateWriter flag(boolean value) {
    write(value ? 1 : 0);
    return this;
  }

  public StateWriter text(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    number(utf8.length);
    reserve(utf8.length);
    System.arraycopy(utf8, 0, out, size, utf8.length);
    size += utf8.length;
    return this;
  }

  public StateWriter texts(List<String> values) {
    number(values.size());
    values.forEach(this::text);
    return this;
  }

  public byte[] bytes() {
    return Arrays.copyOf(out, size);
  }

  private void write(int value) {
    reserve(1);
    out[size++] = (byte) value;
  }

  private void reserve(int more) {
    if (out.length - size < more) {
      out = Arrays.copyOf(out, Math.max(2 * out.length, size + more));
    }
  }
}
