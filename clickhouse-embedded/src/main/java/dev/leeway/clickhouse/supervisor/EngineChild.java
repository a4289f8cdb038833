package dev.leeway.clickhouse.supervisor;

import dev.leeway.clickhouse.config.ClickHouseConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One child process from its start to its end. */
final class EngineChild {
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

  private final Process process;
  private final int port;

  private EngineChild(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts a child and waits until it answers. */
  static EngineChild start(ClickHouseConfig config, RotatingLog log) throws EngineException {
    Process process;
    try {
      Files.createDirectories(config.dataDirectory());
      var builder = new ProcessBuilder(ChildCommand.of(config)).redirectErrorStream(true);
      // The engine looks for a configuration of its own, and for tables, in both of these.
      builder.directory(config.dataDirectory().toFile());
      builder.environment().put("HOME", config.dataDirectory().toAbsolutePath().toString());
      process = builder.start();
    } catch (IOException e) {
      throw new EngineException("the engine's process could not be started", e);
    }
    ChildOutput output = new ChildOutput(process.getInputStream(), log);
    Thread.ofPlatform().daemon().name("clickhouse-output").start(output);
    CompletableFuture<Integer> died = process.onExit().thenApply(ended -> -1);
    try {
      Object first =
          CompletableFuture.anyOf(output.port(), died)
              .get(config.startTimeout().toMillis(), TimeUnit.MILLISECONDS);
      if (first instanceof Integer port && port > 0) {
        return new EngineChild(process, port);
      }
      throw new EngineException(
          "the engine's process ended with status "
              + process.exitValue()
              + " before it was ready: see "
              + config.logFile());
    } catch (TimeoutException e) {
      process.destroyForcibly();
      throw new EngineException(
          "expected the engine to be ready within " + config.startTimeout(), e);
    } catch (ExecutionException e) {
      process.destroyForcibly();
      throw new EngineException("the engine's output could not be read", e);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new EngineException("interrupted while the engine started", e);
    }
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  int awaitEnd() throws InterruptedException {
    return process.waitFor();
  }

  /** Ends its input, which lets it finish and flush; after a while it is killed. */
  void stop() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // Then it is gone already.
    }
    try {
      if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
