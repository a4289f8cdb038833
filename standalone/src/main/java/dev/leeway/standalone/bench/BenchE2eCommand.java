package dev.leeway.standalone.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leeway.standalone.process.JvmCommand;
import dev.leeway.standalone.process.LeewayProcess;
import dev.leeway.standalone.process.ProcessUse;
import dev.leeway.standalone.running.RunFile;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code leeway bench e2e}: a fresh Leeway in a folder of its own, load from another process, and
 * what came of it counted in ClickHouse.
 */
@Command(
    name = "e2e",
    mixinStandardHelpOptions = true,
    description =
        "Measures the whole way of a span: accepted, stored, queryable, and what it cost.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:every accepted span was stored in time",
      "1:not all were, or the system under test ended"
    })
public final class BenchE2eCommand implements Callable<Integer> {
  private static final Duration STORE_PATIENCE = Duration.ofMinutes(2);
  private static final Duration PROBE_EVERY = Duration.ofMillis(500);

  private final InstantSource clock;
  private final PrintStream out;
  private final PrintStream err;

  @Option(
      names = "--rate",
      defaultValue = "20000",
      description = "Spans a second that are sent. Default: 20000.")
  private double rate = 20_000;

  @Option(
      names = "--seconds",
      defaultValue = "60",
      description = "How long the measured load lasts. Default: 60.")
  private long seconds = 60;

  @Option(
      names = "--warm-up",
      defaultValue = "60",
      description = "Seconds of load before, which are not measured. Default: 60.")
  private long warmUpSeconds = 60;

  @Option(names = "--json", paramLabel = "FILE", description = "Also writes the result as JSON.")
  private @Nullable Path json;

  public BenchE2eCommand(InstantSource clock, PrintStream out, PrintStream err) {
    this.clock = clock;
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path home = Files.createTempDirectory("leeway-bench");
    err.println("starting a fresh Leeway");
    try (LeewayProcess leeway = LeewayProcess.up(home, clock)) {
      E2eReport report = measure(leeway);
      out.println(report.text());
      if (json != null) {
        Files.writeString(json, report.json().toPrettyString() + "\n");
      }
      return report.stored() == report.accepted() ? 0 : 1;
    } finally {
      delete(home);
    }
  }

  private E2eReport measure(LeewayProcess server) throws IOException, InterruptedException {
    RunFile.Entry running = server.running();
    long enginePid = server.metrics().enginePid();
    ClickHouseQuery clickHouse = new ClickHouseQuery(running.addresses().clickHouse());
    URI otlp = running.addresses().otlpHttp();
    err.printf("warming up for %d s, then %,.0f spans/s for %d s%n", warmUpSeconds, rate, seconds);
    long warm = accepted(load(otlp, "bench-warm-up", warmUpSeconds, 1));
    awaitStored(clickHouse, "bench-warm-up", warm);

    ProcessUse leewayBefore = ProcessUse.of(running.pid());
    ProcessUse engineBefore = ProcessUse.of(enginePid);
    Process load = load(otlp, "bench", seconds, 2);
    List<Double> freshness = Collections.synchronizedList(new ArrayList<>());
    FutureTask<Void> probe =
        new FutureTask<>(() -> {
          probe(load, otlp, clickHouse, freshness);
          return null;
        });
    Thread.ofPlatform().name("probe").start(probe);
    JsonNode sent = resultOf(load);
    Instant loadEnded = clock.instant();
    long accepted = sent.path("accepted").asLong();
    long stored = awaitStored(clickHouse, "bench", accepted);
    double storedAfter = Duration.between(loadEnded, clock.instant()).toMillis() / 1000.0;
    awaitLastProbe(probe);
    ProcessUse leeway = ProcessUse.of(running.pid());
    ProcessUse engine = ProcessUse.of(enginePid);

    freshness.sort(Comparator.naturalOrder());
    return new E2eReport(
        rate,
        sent.path("sent").asLong(),
        accepted,
        stored,
        sent.path("seconds").asDouble(),
        storedAfter,
        microsPerSpan(leewayBefore, leeway, accepted),
        microsPerSpan(engineBefore, engine, accepted),
        bytesPerSpan(clickHouse),
        quantile(freshness, 0.5),
        quantile(freshness, 0.99),
        freshness.size(),
        leeway.residentBytesMax(),
        engine.residentBytesMax(),
        sent.path("bodies").asInt(),
        sent.path("body_bytes").asInt());
  }

  private Process load(URI otlp, String agent, long duration, int serial) throws IOException {
    List<String> command = JvmCommand.pinnedTool("dev.leeway.simulator.load.LoadMain");
    command.addAll(
        List.of(
            otlp.toString(),
            agent,
            Double.toString(rate),
            Long.toString(duration),
            Integer.toString(serial)));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static long accepted(Process load) throws IOException, InterruptedException {
    return resultOf(load).path("accepted").asLong();
  }

  private static JsonNode resultOf(Process load) throws IOException, InterruptedException {
    String line = new String(load.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (load.waitFor() != 0) {
      throw new IOException("the load generator ended with " + load.exitValue());
    }
    return new ObjectMapper().readTree(line);
  }

  private void probe(Process load, URI otlp, ClickHouseQuery clickHouse, List<Double> millis)
      throws IOException, InterruptedException {
    FreshnessProbe probe = new FreshnessProbe(otlp, clickHouse, clock);
    while (load.isAlive()) {
      millis.add(probe.measure());
      Thread.sleep(PROBE_EVERY);
    }
  }

  /** A probe that was not stored is a result too, and no good one. */
  private static void awaitLastProbe(FutureTask<Void> probe)
      throws IOException, InterruptedException {
    try {
      probe.get();
    } catch (ExecutionException e) {
      throw new IOException("a probe failed: " + e.getCause(), e);
    }
  }

  private long awaitStored(ClickHouseQuery clickHouse, String agent, long accepted)
      throws IOException, InterruptedException {
    Instant deadline = clock.instant().plus(STORE_PATIENCE);
    String sql = "SELECT count() FROM agent_events WHERE agent_name = '" + agent + "'";
    long stored = 0;
    while (clock.instant().isBefore(deadline)) {
      stored = (long) clickHouse.number(sql);
      if (stored >= accepted) {
        return stored;
      }
      Thread.sleep(200);
    }
    return stored;
  }

  private static double bytesPerSpan(ClickHouseQuery clickHouse)
      throws IOException, InterruptedException {
    return clickHouse.number(
        "SELECT sumIf(bytes_on_disk, active) / (SELECT count() FROM agent_events)"
            + " FROM system.parts WHERE database = 'leeway'"
            + " AND table IN ('agent_events', 'agent_content')");
  }

  private static double microsPerSpan(ProcessUse before, ProcessUse after, long spans) {
    return after.cpu().minus(before.cpu()).toMillis() * 1000.0 / Math.max(1, spans);
  }

  private static double quantile(List<Double> sorted, double q) {
    return sorted.isEmpty()
        ? Double.NaN
        : sorted.get(Math.min(sorted.size() - 1, (int) (q * sorted.size())));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
