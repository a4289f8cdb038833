package dev.leeway.streamjobs.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The whole job's checkpoint as an earlier version of it left it, kept for ever in {@code
 * job/checkpoint-v1}: three runs of an agent, and one that was still open. It holds no path of the
 * machine that made it.
 *
 * <p>Another version is added by {@link SavedJobWriter}; the old ones stay.
 */
final class SavedJob {
  static final Path FIRST = Path.of("src/test/resources/job/checkpoint-v1");

  private SavedJob() {}

  /** Puts it where a job that starts finds it. */
  static void restore(Path stateFolder) {
    copy(FIRST, stateFolder.resolve("checkpoints").resolve("0".repeat(32)).resolve("chk-1"));
  }

  static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.list(from)) {
      Files.createDirectories(to);
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    } catch (IOException e) {
      throw new IllegalStateException("the checkpoint was not copied to " + to, e);
    }
  }
}
