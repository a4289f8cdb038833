package dev.leeway.streamjobs.checkpoint;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints that earlier runs of the job left on this machine's disk, as {@code
 * <job>/chk-<n>} below one folder. Flink's cluster in this JVM forgets them when it ends; the disk
 * does not.
 */
public final class CheckpointFolder {
  private static final Logger LOG = LoggerFactory.getLogger(CheckpointFolder.class);
  private static final String METADATA = "_metadata";
  private final Path folder;

  public CheckpointFolder(Path folder) {
    this.folder = folder;
  }

  /** Complete checkpoints, newest first. One without metadata never completed. */
  public List<StoredCheckpoint> newestFirst() {
    List<Path> found = new ArrayList<>();
    for (Path job : children(folder)) {
      for (Path checkpoint : children(job)) {
        if (Files.isRegularFile(checkpoint.resolve(METADATA))) {
          found.add(checkpoint);
        }
      }
    }
    found.sort(Comparator.comparing(CheckpointFolder::completedAt).reversed());
    return found.stream().map(path -> new StoredCheckpoint(path, readable(path))).toList();
  }

  /** Deletes the checkpoints of all jobs but those that made these. */
  public void keepOnly(List<Path> checkpoints) {
    List<Path> jobs = checkpoints.stream().map(Path::getParent).toList();
    for (Path job : children(folder)) {
      if (!jobs.contains(job)) {
        deleteTree(job);
      }
    }
  }

  private static boolean readable(Path checkpoint) {
    try (DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(Files.newInputStream(checkpoint.resolve(METADATA))))) {
      Checkpoints.loadCheckpointMetadata(
          in, CheckpointFolder.class.getClassLoader(), checkpoint.toUri().toString());
      return true;
    } catch (IOException | RuntimeException e) {
      LOG.warn("checkpoint {} is damaged and passed over: {}", checkpoint, e.toString());
      return false;
    }
  }

  private static FileTime completedAt(Path checkpoint) {
    try {
      return Files.getLastModifiedTime(checkpoint.resolve(METADATA));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> children(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void deleteTree(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      LOG.warn("old checkpoints in {} could not be deleted: {}", root, e.toString());
    }
  }
}
