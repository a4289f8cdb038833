package dev.leeway.standalone.bench.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command from end to end, for a second; Zipkin takes part where a bench has fetched it. */
final class BenchIngestIT {
  @TempDir private Path folder;

  @Test
  void allThatIsSentIsStoredAndWhatIsMissingIsSaid() throws Exception {
    Path json = folder.resolve("ingest.json");
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(printed, true, UTF_8);
    List<String> arguments =
        new ArrayList<>(List.of("--rounds=1", "--seconds=0.5", "--warm-up=0.5", "--connections=2"));
    arguments.addAll(List.of("--workload=HTTP", "--json=" + json));
    List<Path> jars = zipkinJars();
    jars.forEach(jar -> arguments.add("--zipkin=" + jar));

    int exit =
        new CommandLine(new BenchIngestCommand(InstantSource.system(), out, System.err))
            .execute(arguments.toArray(String[]::new));

    assertThat(exit).isZero();
    JsonNode result = new ObjectMapper().readTree(Files.readString(json));
    assertThat(result.path("results")).hasSize(jars.isEmpty() ? 2 : 3);
    assertThat(result.path("ratios")).hasSize(jars.size());
    for (JsonNode leg : result.path("results")) {
      assertThat(leg.path("accepted").asLong()).isPositive();
      assertThat(leg.path("stored")).isEqualTo(leg.path("accepted"));
    }
    assertThat(result.path("skipped").findValuesAsText("peer")).contains("collector");
    assertThat(printed.toString(UTF_8)).contains("OTLP/gRPC", "collector skipped: ");
  }

  private static List<Path> zipkinJars() throws Exception {
    Path peers = Path.of("target", "peers");
    if (!Files.isDirectory(peers)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(peers)) {
      return files.filter(file -> file.toString().endsWith("-exec.jar")).limit(1).toList();
    }
  }
}
