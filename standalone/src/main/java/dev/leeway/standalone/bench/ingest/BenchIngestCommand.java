package dev.leeway.standalone.bench.ingest;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code leeway bench ingest}: what receiving a span costs, beside what it costs others. */
@Command(
    name = "ingest",
    mixinStandardHelpOptions = true,
    description =
        "Measures receiving: Leeway with its durable log beside Zipkin in memory, and beside"
            + " OpenTelemetry's Collector, where they can be had; in turn, in one run.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:every span was accepted and stored", "1:not all were, or a server ended"})
public final class BenchIngestCommand implements Callable<Integer> {
  private final InstantSource clock;
  private final PrintStream out;
  private final PrintStream err;

  @Option(
      names = "--rounds",
      defaultValue = "5",
      description = "In each of which every server has its turn. Default: 5.")
  private int rounds = 5;

  @Option(
      names = "--seconds",
      defaultValue = "4",
      description = "Of each server in each round. Default: 4.")
  private double seconds = 4;

  @Option(
      names = "--warm-up",
      defaultValue = "30",
      description = "Seconds of load on each server before, which are not measured. Default: 30.")
  private double warmUpSeconds = 30;

  @Option(names = "--connections", defaultValue = "32", description = "Default: 32.")
  private int connections = 32;

  @Option(
      names = "--workload",
      split = ",",
      defaultValue = "LLM,HTTP",
      description = "Any of ${COMPLETION-CANDIDATES}. Default: all.")
  private List<Workload> workloads = List.of(Workload.values());

  @Option(
      names = "--door",
      split = ",",
      defaultValue = "OTLP_HTTP,OTLP_GRPC,ZIPKIN_HTTP",
      description = "Any of ${COMPLETION-CANDIDATES}. Default: all.")
  private Set<Door> doors = EnumSet.allOf(Door.class);

  @Option(
      names = "--zipkin",
      paramLabel = "JAR",
      description = "Zipkin's server, its executable jar; ./leeway gets it by Maven.")
  private @Nullable Path zipkin;

  @Option(
      names = "--collector",
      paramLabel = "FILE",
      description = "OpenTelemetry's Collector, a binary with otlp receiver and nop exporter.")
  private @Nullable Path collector;

  @Option(names = "--json", paramLabel = "FILE", description = "Also writes the result as JSON.")
  private @Nullable Path json;

  public BenchIngestCommand(InstantSource clock, PrintStream out, PrintStream err) {
    this.clock = clock;
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    IngestPlan plan = new IngestPlan(rounds, seconds, warmUpSeconds, connections, doors);
    Path folder = Files.createTempDirectory("leeway-bench-ingest");
    List<Server> servers = new ArrayList<>();
    try (Generator generator = Generator.start()) {
      Map<String, String> skipped = start(servers, folder);
      IngestBench bench = new IngestBench(plan, generator, clock);
      List<LegResult> results = new ArrayList<>();
      for (Workload workload : workloads) {
        err.println("measuring spans of " + workload);
        results.addAll(bench.measure(workload, servers));
      }
      IngestReport report = new IngestReport(plan, results, skipped);
      out.println(report.text());
      if (json != null) {
        Files.writeString(json, report.json().toPrettyString() + "\n");
      }
      return report.whole() ? 0 : 1;
    } finally {
      servers.forEach(Server::close);
      delete(folder);
    }
  }

  /** Starts what there is, and says why a peer is not measured. */
  private Map<String, String> start(List<Server> servers, Path folder)
      throws IOException, InterruptedException {
    Map<String, String> skipped = new LinkedHashMap<>();
    servers.add(LeewayServer.start(folder, clock));
    if (zipkin == null) {
      skipped.put("zipkin", "no --zipkin JAR, and none could be had by Maven");
    } else {
      servers.add(ZipkinServer.start(zipkin, folder, clock));
    }
    if (collector == null) {
      skipped.put("collector", "no --collector FILE, and no go toolchain to build one with");
    } else {
      servers.add(CollectorServer.start(collector, folder, clock));
    }
    return skipped;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
