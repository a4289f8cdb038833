package dev.leeway.streamjobs.sink;

import java.io.ByteArrayOutputStream;

/** A block that is being filled. Not thread-safe. */
final class OpenBlock {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
  private int rows;

  void add(byte[] row) {
    bytes.write(row, 0, row.length);
    rows++;
  }

  int rows() {
    return rows;
  }

  int sizeBytes() {
    return bytes.size();
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }
}
