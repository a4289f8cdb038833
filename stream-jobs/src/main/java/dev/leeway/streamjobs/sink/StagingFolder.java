package dev.leeway.streamjobs.sink;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * Files beside the checkpoints that hold the blocks too large to travel in one. A file is whole
 * before its name enters a checkpoint and is deleted only after its block was committed, so a name
 * in a checkpoint without a file means: committed.
 *
 * @param folder URI of a folder of this sink's own, in any file system that Flink knows
 */
record StagingFolder(String folder) implements Serializable {

  void write(String name, byte[] block) throws IOException {
    Path path = new Path(folder, name);
    FileSystem files = path.getFileSystem();
    files.mkdirs(path.getParent());
    try (FSDataOutputStream out = files.create(path, FileSystem.WriteMode.OVERWRITE)) {
      out.write(block);
    }
  }

  /** The block, or empty when there is no such file. */
  Optional<byte[]> read(String name, int sizeBytes) throws IOException {
    Path path = new Path(folder, name);
    try (FSDataInputStream in = path.getFileSystem().open(path)) {
      return Optional.of(in.readNBytes(sizeBytes));
    } catch (FileNotFoundException absent) {
      return Optional.empty();
    }
  }

  boolean holds(String name) throws IOException {
    Path path = new Path(folder, name);
    return path.getFileSystem().exists(path);
  }

  void delete(String name) throws IOException {
    Path path = new Path(folder, name);
    path.getFileSystem().delete(path, false);
  }

  /** Deletes what no checkpoint points to; returns how many files that were. */
  int deleteAllBut(Set<String> names) throws IOException {
    Path root = new Path(folder);
    FileSystem files = root.getFileSystem();
    if (!files.exists(root)) {
      return 0;
    }
    int deleted = 0;
    for (FileStatus file : files.listStatus(root)) {
      if (!file.isDir() && !names.contains(file.getPath().getName())) {
        files.delete(file.getPath(), false);
        deleted++;
      }
    }
    return deleted;
  }
}
