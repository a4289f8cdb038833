package dev.leeway.clickhouse.supervisor;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A log file that becomes {@code <name>.1} when it is full: two files of the limit at most.
 * Thread-safe.
 */
final class RotatingLog implements AutoCloseable {
  private final Path file;
  private final long limitBytes;
  private OutputStream out;
  private long size;

  RotatingLog(Path file, long limitBytes) throws IOException {
    this.file = file.toAbsolutePath();
    this.limitBytes = limitBytes;
    Files.createDirectories(this.file.getParent());
    out = open();
    size = Files.size(this.file);
  }

  synchronized void write(byte[] data, int length) {
    try {
      if (size + length > limitBytes && size > 0) {
        out.close();
        Files.move(
            file,
            file.resolveSibling(file.getFileName() + ".1"),
            StandardCopyOption.REPLACE_EXISTING);
        out = open();
        size = 0;
      }
      out.write(data, 0, length);
      size += length;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private OutputStream open() throws IOException {
    return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
