package dev.leeway.signals.drift.codec;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes state as compact bytes: numbers as zigzag varints, reals as IEEE 754, text as length and
 * UTF-8. The first byte of every state is its format version. Not thread-safe.
 */
public final class StateWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

  public StateWriter(int version) {
    if (!(version > 0 && version < 128)) {
      throw new IllegalArgumentException("version must be within [1, 127]: " + version);
    }
    out.write(version);
  }

  public StateWriter number(long value) {
    long rest = (value << 1) ^ (value >> 63);
    while ((rest & ~0x7FL) != 0) {
      out.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
    return this;
  }

  public StateWriter real(double value) {
    long bits = Double.doubleToLongBits(value);
    for (int shift = 56; shift >= 0; shift -= 8) {
      out.write((int) (bits >>> shift));
    }
    return this;
  }

  public StateWriter flag(boolean value) {
    out.write(value ? 1 : 0);
    return this;
  }

  public StateWriter text(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    number(utf8.length);
    out.writeBytes(utf8);
    return this;
  }

  public StateWriter texts(List<String> values) {
    number(values.size());
    values.forEach(this::text);
    return this;
  }

  public byte[] bytes() {
    return out.toByteArray();
  }
}
