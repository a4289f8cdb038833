package dev.leeway.clickhouse.lock;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The lock on a data directory: held by the child as long as it lives, dropped by the kernel when
 * it dies in whatever way, and naming its holder for whoever finds it taken.
 */
public final class DirectoryLock implements AutoCloseable {
  private static final String FILE = "leeway.lock";

  private final FileChannel channel;
  private final FileLock lock;

  private DirectoryLock(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Takes the lock for this process, or says that somebody else has it.
   *
   * @param supervisor the process that this one must not outlive
   */
  public static Optional<DirectoryLock> take(Path directory, long supervisor) throws IOException {
    Optional<DirectoryLock> taken = tryLock(directory);
    if (taken.isPresent()) {
      taken.get().sign(new LockHolder(ProcessHandle.current().pid(), supervisor));
    }
    return taken;
  }

  /** Whether nobody holds the lock at this moment. */
  public static boolean isFree(Path directory) throws IOException {
    Optional<DirectoryLock> taken = tryLock(directory);
    taken.ifPresent(DirectoryLock::close);
    return taken.isPresent();
  }

  /** Whom the file names; empty where it cannot be read as ours. */
  public static Optional<LockHolder> holder(Path directory) throws IOException {
    Path file = directory.resolve(FILE);
    return Files.exists(file) ? LockHolder.parse(Files.readString(file)) : Optional.empty();
  }

  @Override
  public void close() {
    try {
      lock.release();
      channel.close();
    } catch (IOException e) {
      throw new IllegalStateException("the lock file could not be closed", e);
    }
  }

  private static Optional<DirectoryLock> tryLock(Path directory) throws IOException {
    Files.createDirectories(directory);
    FileChannel channel =
        FileChannel.open(
            directory.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return Optional.of(new DirectoryLock(channel, lock));
      }
    } catch (OverlappingFileLockException e) {
      // This very process has it: taken, like by any other.
    }
    channel.close();
    return Optional.empty();
  }

  private void sign(LockHolder holder) throws IOException {
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(holder.text().getBytes(StandardCharsets.UTF_8)), 0);
    channel.force(false);
  }
}
