package dev.leeway.clickhouse.supervisor;

import dev.leeway.clickhouse.config.ClickHouseConfig;
import dev.leeway.clickhouse.lock.DirectoryLock;
import dev.leeway.clickhouse.lock.LockHolder;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Frees a data directory before a start: waits for the lock, then ends a child that nobody
 * supervises any more.
 *
 * <p>A child ends by itself when its parent dies, so one that still holds the lock after the wait
 * hangs, or has a living parent. Only the first is ended.
 */
final class StaleHolder {
  private static final Duration STEP = Duration.ofMillis(100);
  private static final Duration END_LIMIT = Duration.ofSeconds(5);

  private StaleHolder() {}

  static void makeWay(ClickHouseConfig config) throws EngineException {
    try {
      if (isFreeWithin(config, config.lockTimeout())) {
        return;
      }
      Optional<LockHolder> holder = DirectoryLock.holder(config.dataDirectory());
      if (holder.isEmpty()) {
        throw new EngineException(
            "the data directory "
                + config.dataDirectory()
                + " is locked, and its lock file names no process");
      }
      end(holder.get(), config);
      if (!isFreeWithin(config, END_LIMIT)) {
        throw new EngineException(
            "the data directory "
                + config.dataDirectory()
                + " is still locked after process "
                + holder.get().pid()
                + " was ended");
      }
    } catch (IOException e) {
      throw new EngineException("the lock of " + config.dataDirectory() + " cannot be read", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineException("interrupted while waiting for " + config.dataDirectory(), e);
    }
  }

  private static void end(LockHolder holder, ClickHouseConfig config) throws EngineException {
    Optional<ProcessHandle> process = ProcessHandle.of(holder.pid());
    if (process.isEmpty()) {
      return;
    }
    String commandLine = process.get().info().commandLine().orElse("");
    if (!ChildCommand.isOf(commandLine, config)) {
      throw new EngineException(
          "the data directory "
              + config.dataDirectory()
              + " is locked, and process "
              + holder.pid()
              + " of its lock file is no engine of ours: "
              + commandLine);
    }
    boolean supervised =
        process.get().parent().map(parent -> parent.pid() == holder.supervisor()).orElse(false)
            && holder.supervisor() > 1;
    if (supervised) {
      throw new EngineException(
          "the data directory "
              + config.dataDirectory()
              + " is in use by the engine of process "
              + holder.supervisor()
              + ": stop that first");
    }
    process.get().destroyForcibly();
  }

  private static boolean isFreeWithin(ClickHouseConfig config, Duration limit)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!DirectoryLock.isFree(config.dataDirectory())) {
      if (System.nanoTime() - end >= 0) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(STEP.toMillis());
    }
    return true;
  }
}
