package dev.leeway.standalone.process;

import dev.leeway.standalone.running.RunFile;
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

/**
 * A Leeway in a process and a home of its own, with the memory of {@code ./leeway up}, for whom
 * wants to load, measure or kill it.
 */
public final class LeewayProcess implements AutoCloseable {
  private static final Duration START_PATIENCE = Duration.ofMinutes(2);
  private static final Duration STOP_PATIENCE = Duration.ofMinutes(1);
  private static final Map<String, String> FREE_PORTS =
      Map.of(
          "LEEWAY_OTLP_GRPC_PORT", "0",
          "LEEWAY_OTLP_HTTP_PORT", "0",
          "LEEWAY_WEB_PORT", "0",
          "LEEWAY_CLICKHOUSE_PORT", "0",
          "LEEWAY_KAFKA_PORT", "0",
          "LEEWAY_FLINK_PORT", "0");

  private final Path home;
  private final Process process;
  private final RunFile.Entry running;

  private LeewayProcess(Path home, Process process, RunFile.Entry running) {
    this.home = home;
    this.process = process;
    this.running = running;
  }

  /** Starts it on free ports and returns when it is ready. */
  public static LeewayProcess up(Path home, InstantSource clock)
      throws IOException, InterruptedException {
    return up(home, FREE_PORTS, clock);
  }

  private static LeewayProcess up(Path home, Map<String, String> ports, InstantSource clock)
      throws IOException, InterruptedException {
    Process process =
        inHome(home, JvmCommand.server(), List.of("up"), ports)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log(home).toFile()))
            .start();
    try {
      return new LeewayProcess(home, process, awaitReady(home, process, clock));
    } catch (IOException | InterruptedException | RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private static RunFile.Entry awaitReady(Path home, Process process, InstantSource clock)
      throws IOException, InterruptedException {
    Instant deadline = clock.instant().plus(START_PATIENCE);
    RunFile file = new RunFile(home);
    while (process.isAlive() && clock.instant().isBefore(deadline)) {
      Optional<RunFile.Entry> running = file.running();
      if (running.isPresent() && running.get().pid() == process.pid()) {
        return running.get();
      }
      Thread.sleep(200);
    }
    String what = process.isAlive() ? "not ready within " + START_PATIENCE : "it ended";
    throw new IOException(what + ":\n" + Files.readString(log(home)));
  }

  /** Starts it again in the same home and on the same ports. */
  public LeewayProcess upAgain(InstantSource clock) throws IOException, InterruptedException {
    return up(
        home,
        Map.of(
            "LEEWAY_OTLP_GRPC_PORT", port(running.addresses().otlpGrpc().getPort()),
            "LEEWAY_OTLP_HTTP_PORT", port(running.addresses().otlpHttp().getPort()),
            "LEEWAY_WEB_PORT", port(running.addresses().web().getPort()),
            "LEEWAY_CLICKHOUSE_PORT", port(running.addresses().clickHouse().getPort()),
            "LEEWAY_KAFKA_PORT", running.addresses().kafka().replaceAll(".*:", ""),
            "LEEWAY_FLINK_PORT", "0"),
        clock);
  }

  private static String port(int number) {
    return Integer.toString(number);
  }

  /**
   * Starts a subcommand such as {@code replay} for this home; its output goes to the given file.
   */
  public Process command(List<String> arguments, Path output) throws IOException {
    return inHome(
            home,
            JvmCommand.tool("dev.leeway.standalone.LeewayMain"),
            arguments,
            Map.of("LEEWAY_OTLP_HTTP_PORT", port(running.addresses().otlpHttp().getPort())))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
        .start();
  }

  private static ProcessBuilder inHome(
      Path home, List<String> java, List<String> arguments, Map<String, String> settings) {
    java.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(java);
    builder.environment().keySet().removeIf(name -> name.startsWith("LEEWAY_"));
    builder.environment().put("LEEWAY_HOME", home.toString());
    builder.environment().putAll(settings);
    return builder;
  }

  private static Path log(Path home) {
    return home.resolve("server.log");
  }

  public RunFile.Entry running() {
    return running;
  }

  public Metrics metrics() {
    return new Metrics(running.addresses().web());
  }

  /** As {@code kill -9} does, the engine's process follows by itself. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
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
