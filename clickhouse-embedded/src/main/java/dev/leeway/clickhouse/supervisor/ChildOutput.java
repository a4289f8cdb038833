package dev.leeway.clickhouse.supervisor;

import dev.leeway.clickhouse.child.EngineMain;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** Copies what a child prints to the log, and hears from it on which port the child is ready. */
final class ChildOutput implements Runnable {
  private static final int LINE_CHARS_MAX = 4_096;

  private final InputStream output;
  private final RotatingLog log;
  private final CompletableFuture<Integer> port = new CompletableFuture<>();
  private final StringBuilder line = new StringBuilder();

  ChildOutput(InputStream output, RotatingLog log) {
    this.output = output;
    this.log = log;
  }

  /** Completes with the port; never, where the child ends without being ready. */
  CompletableFuture<Integer> port() {
    return port;
  }

  @Override
  public void run() {
    byte[] buffer = new byte[8_192];
    try (output) {
      for (int count = output.read(buffer); count >= 0; count = output.read(buffer)) {
        write(buffer, count);
        if (!port.isDone()) {
          hear(new String(buffer, 0, count, StandardCharsets.UTF_8));
        }
      }
    } catch (IOException e) {
      // The child is gone, and so is its pipe.
    }
  }

  private void write(byte[] buffer, int count) {
    try {
      log.write(buffer, count);
    } catch (UncheckedIOException e) {
      // A full disk must not stop the reading: the child would stand still at its next line.
    }
  }

  private void hear(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        hearLine(line.toString());
        line.setLength(0);
      } else if (line.length() < LINE_CHARS_MAX) {
        line.append(c);
      }
    }
  }

  private void hearLine(String said) {
    if (said.startsWith(EngineMain.READY)) {
      String number = said.substring(EngineMain.READY.length()).split(" ", 2)[0];
      port.complete(Integer.parseInt(number));
    }
  }
}
