package dev.leeway.simulator.replay;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.OptionalLong;

/**
 * Remembers by how much a recording was moved in time, per format, paths and agent, so that the
 * same replay run again sends the same times and so adds nothing.
 */
final class ShiftMemory {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;

  ShiftMemory(Path file) {
    this.file = file;
  }

  OptionalLong shiftOf(String replay) throws IOException {
    ObjectNode shifts = read();
    return shifts.has(replay) ? OptionalLong.of(shifts.get(replay).asLong()) : OptionalLong.empty();
  }

  /** Keeps the shift before the first span is sent, so that a killed replay finds it again. */
  void remember(String replay, long shiftNanos) throws IOException {
    ObjectNode shifts = read();
    shifts.put(replay, shiftNanos);
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.writeString(next, shifts.toPrettyString());
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private ObjectNode read() throws IOException {
    if (!Files.exists(file)) {
      return JSON.createObjectNode();
    }
    if (JSON.readTree(file.toFile()) instanceof ObjectNode shifts) {
      return shifts;
    }
    throw new IOException(file + ": expected a JSON object of shifts");
  }
}
