package dev.leeway.standalone.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leeway.standalone.config.LeewayConfig;
import dev.leeway.standalone.process.Metrics;
import dev.leeway.standalone.process.ProcessUse;
import dev.leeway.standalone.running.RunFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code leeway status}: processes, parts, lag and sizes of what runs in this home. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Says what runs here and how it is.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:it runs and every part is well (with --settled: and all that was accepted is stored)",
      "1:a part is not well, or it did not settle in time",
      "3:nothing runs here"
    })
public final class StatusCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SETTLED = "leeway_settled";
  private static final String SETTLED_UNTIL = "leeway_settled_until_seconds";

  private final LeewayConfig config;
  private final InstantSource clock;
  private final PrintStream out;

  @Option(
      names = "--settled",
      description =
          "Waits until all that was accepted before the call is stored, and all runs that could be"
              + " closed then are. Traffic may go on.")
  private boolean settled;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "1200",
      description = "How long --settled waits. Default: 1200.")
  private long timeoutSeconds = 1200;

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  public StatusCommand(LeewayConfig config, InstantSource clock, PrintStream out) {
    this.config = config;
    this.clock = clock;
    this.out = out;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Optional<RunFile.Entry> running = new RunFile(config.home()).running();
    if (running.isEmpty()) {
      out.println(json ? "{\"running\": false}" : "nothing runs in " + config.home());
      return 3;
    }
    Metrics metrics = new Metrics(running.get().addresses().web());
    boolean reached = !settled || awaitSettled(metrics);
    ObjectNode status = statusOf(running.get(), metrics);
    if (settled) {
      status.put("settled", reached);
    }
    out.println(json ? status.toPrettyString() : textOf(status));
    return reached && status.path("well").asBoolean() ? 0 : 1;
  }

  private boolean awaitSettled(Metrics metrics) throws IOException, InterruptedException {
    Instant called = clock.instant();
    Instant deadline = called.plusSeconds(timeoutSeconds);
    int inARow = 0;
    while (clock.instant().isBefore(deadline)) {
      Map<String, Double> numbers = metrics.read();
      // Twice in a row: what is in flight between two parts is counted by neither.
      inARow = numbers.getOrDefault(SETTLED, 0.0) == 1 ? inARow + 1 : 0;
      boolean untilTheCall =
          numbers.getOrDefault(SETTLED_UNTIL, 0.0) * 1000 >= called.toEpochMilli();
      if (inARow == 2 || untilTheCall) {
        return true;
      }
      Thread.sleep(Duration.ofSeconds(1));
    }
    return false;
  }

  private ObjectNode statusOf(RunFile.Entry entry, Metrics metrics)
      throws IOException, InterruptedException {
    ObjectNode status = JSON.createObjectNode();
    status.put("running", true);
    JsonNode health = JSON.readTree(metrics.get("/health/ready"));
    status.put("well", health.path("status").asText().equals("UP"));
    ObjectNode addresses = status.putObject("addresses");
    addresses.put("web", entry.addresses().web().toString());
    addresses.put("otlp_grpc", entry.addresses().otlpGrpc().toString());
    addresses.put("otlp_http", entry.addresses().otlpHttp().toString());
    addresses.put("clickhouse", entry.addresses().clickHouse().toString());
    addresses.put("kafka", entry.addresses().kafka());
    entry.addresses().flink().ifPresent(uri -> addresses.put("flink", uri.toString()));
    ArrayNode processes = status.putArray("processes");
    add(processes, "leeway", entry.pid());
    add(processes, "clickhouse", metrics.enginePid());
    status.set("parts", health.path("parts"));
    ObjectNode numbers = status.putObject("numbers");
    for (Map.Entry<String, Double> sample : metrics.read().entrySet()) {
      if (sample.getKey().startsWith("leeway_")) {
        numbers.put(sample.getKey(), sample.getValue());
      }
    }
    status.put("home", config.home().toString());
    status.put("home_bytes", bytesBelow(config.home()));
    return status;
  }

  private static void add(ArrayNode processes, String name, long pid) {
    ObjectNode process = processes.addObject().put("name", name).put("pid", pid);
    try {
      ProcessUse use = ProcessUse.of(pid);
      process.put("cpu_seconds", use.cpu().toMillis() / 1000.0);
      process.put("resident_bytes", use.residentBytes());
    } catch (IOException e) {
      process.put("gone", true);
    }
  }

  private static long bytesBelow(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.mapToLong(StatusCommand::bytesOf).sum();
    } catch (java.io.UncheckedIOException e) {
      // Files come and go below a running home; a size that is a little off is still a size.
      return -1;
    }
  }

  private static long bytesOf(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  private static String textOf(ObjectNode status) {
    StringBuilder text = new StringBuilder();
    status
        .path("addresses")
        .properties()
        .forEach(e -> text.append("%-12s %s%n".formatted(e.getKey(), e.getValue().asText())));
    for (JsonNode process : status.path("processes")) {
      text.append(
          "process      %-12s pid %d, %,d MiB, %.1f CPU-seconds%n"
              .formatted(
                  process.path("name").asText(),
                  process.path("pid").asLong(),
                  process.path("resident_bytes").asLong() >> 20,
                  process.path("cpu_seconds").asDouble()));
    }
    for (JsonNode part : status.path("parts")) {
      text.append(
          "part         %-12s %s %s%n"
              .formatted(
                  part.path("name").asText(),
                  part.path("well").asBoolean() ? "well" : "NOT WELL",
                  part.path("detail").asText()));
    }
    status
        .path("numbers")
        .properties()
        .forEach(e -> text.append("%-50s %,.0f%n".formatted(e.getKey(), e.getValue().asDouble())));
    text.append(
        "home         %s, %,d MiB%n"
            .formatted(status.path("home").asText(), status.path("home_bytes").asLong() >> 20));
    if (status.has("settled")) {
      text.append(status.path("settled").asBoolean() ? "settled" : "not settled in time");
    }
    return text.toString().stripTrailing();
  }
}
