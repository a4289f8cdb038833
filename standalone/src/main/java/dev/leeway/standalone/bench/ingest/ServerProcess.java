package dev.leeway.standalone.bench.ingest;

import dev.leeway.standalone.process.JvmCommand;
import dev.leeway.standalone.process.ProcessUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A server under test: its process, beside the load generator's core, and its log. */
final class ServerProcess implements AutoCloseable {
  private static final Duration START_PATIENCE = Duration.ofMinutes(1);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);

  private final String name;
  private final Process process;
  private final Path log;

  private ServerProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  static ServerProcess start(
      String name, List<String> command, Map<String, String> environment, Path folder)
      throws IOException {
    Path log = folder.resolve(name + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(JvmCommand.besidePinnedTools(command))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    // Else it would outlive a bench that somebody breaks off.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    return new ServerProcess(name, process, log);
  }

  /** How a server that has started says so. */
  interface Readiness<T> {
    Optional<T> look() throws IOException, InterruptedException;
  }

  <T> T await(Readiness<T> readiness, InstantSource clock)
      throws IOException, InterruptedException {
    Instant deadline = clock.instant().plus(START_PATIENCE);
    while (process.isAlive() && clock.instant().isBefore(deadline)) {
      Optional<T> ready = readiness.look();
      if (ready.isPresent()) {
        return ready.get();
      }
      Thread.sleep(100);
    }
    String what = process.isAlive() ? " was not ready within " + START_PATIENCE : " ended";
    List<String> lines = Files.readAllLines(log);
    throw new IOException(
        name
            + what
            + ":\n"
            + String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size())));
  }

  /** A line of its output with that beginning. */
  Optional<String> line(String beginning) throws IOException {
    return Files.readAllLines(log).stream().filter(line -> line.startsWith(beginning)).findFirst();
  }

  ProcessUse use() throws IOException {
    return ProcessUse.of(process.pid());
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
