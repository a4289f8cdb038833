package dev.leeway.standalone.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leeway.simulator.replay.ReplayCommand;
import dev.leeway.standalone.config.LeewayConfig;
import dev.leeway.storage.rules.RulesFile;
import dev.leeway.testkit.scenario.Scenario;
import dev.leeway.testkit.scenario.Seen;
import dev.leeway.testkit.scenario.SeenFinding;
import dev.leeway.testkit.scenario.SeenRun;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/**
 * Every scenario as a user would play it: {@code replay} into a whole Leeway, looked at over REST.
 * Those with the same rules run together, told apart by their traces and agents.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class ScenariosIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final InstantSource CLOCK = InstantSource.system();
  private static final Pattern END = Pattern.compile("\"endTimeUnixNano\":\\s*\"(\\d+)\\d{6}\"");
  private static final Pattern TRACE = Pattern.compile("\"traceId\":\\s*\"(\\w{32})\"");
  private static final long HOUR_MILLIS = 3_600_000;

  @TempDir Path home;

  static Stream<List<Scenario>> byRules() {
    return Scenario.all().stream()
        .collect(Collectors.groupingBy(scenario -> RulesFile.parse(scenario.rules())))
        .values()
        .stream();
  }

  @ParameterizedTest
  @MethodSource("byRules")
  void areSeenAsExpected(List<Scenario> scenarios) throws Exception {
    try (RunningLeeway leeway = started(scenarios.getFirst())) {
      for (Scenario scenario : scenarios) {
        replay(leeway, scenario);
      }
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofSeconds(2))
          .untilAsserted(() -> {
            assertThat(leeway.settled()).isTrue();
            assertThat(problems(leeway, scenarios)).isEmpty();
          });
    }
  }

  private RunningLeeway started(Scenario rules) throws Exception {
    return RunningLeeway.start(
        LeewayConfig.fromEnvironment(
            Map.of(
                "LEEWAY_HOME", home.toString(),
                "LEEWAY_RULES", rules.folder().resolve("rules.yaml").toString(),
                "LEEWAY_OTLP_GRPC_PORT", "0",
                "LEEWAY_OTLP_HTTP_PORT", "0",
                "LEEWAY_WEB_PORT", "0",
                "LEEWAY_CLICKHOUSE_PORT", "0",
                "LEEWAY_KAFKA_PORT", "0",
                "LEEWAY_FLINK_PORT", "0"),
            home),
        CLOCK);
  }

  /** Moved by whole hours, so that minutes and panes hold the same spans. */
  private void replay(RunningLeeway leeway, Scenario scenario) {
    long lastMillis =
        found(END, scenario).mapToLong(end -> Long.parseLong(end.group(1))).max().orElseThrow();
    long now = CLOCK.millis();
    long shifted = now - Math.floorMod(now - lastMillis, HOUR_MILLIS);
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    int exit =
        new CommandLine(
                new ReplayCommand(
                    CLOCK,
                    home,
                    leeway.addresses().otlpHttp(),
                    Optional.of(leeway.addresses().clickHouse()),
                    new PrintStream(said, true, StandardCharsets.UTF_8),
                    System.err))
            .execute(
                "--format",
                "otlp",
                "--shift-to",
                Instant.ofEpochMilli(shifted).toString(),
                scenario.folder().resolve("spans.otlp.json").toString());
    assertThat(exit).as(said.toString(StandardCharsets.UTF_8)).isZero();
  }

  private static List<String> problems(RunningLeeway leeway, List<Scenario> scenarios)
      throws Exception {
    List<JsonNode> runs = all(leeway, "/api/v1/runs?limit=200&from=2020-01-01T00:00:00Z");
    List<JsonNode> findings = all(leeway, "/api/v1/findings?limit=1000&from=2020-01-01T00:00:00Z");
    List<String> problems = new ArrayList<>();
    for (Scenario scenario : scenarios) {
      Set<String> traces =
          found(TRACE, scenario).map(trace -> trace.group(1)).collect(Collectors.toSet());
      List<JsonNode> own =
          runs.stream().filter(run -> traces.contains(run.path("trace_id").asText())).toList();
      Set<String> agents =
          own.stream().map(run -> run.path("agent").asText()).collect(Collectors.toSet());
      Seen seen =
          new Seen(
              findings.stream()
                  .map(ScenariosIT::finding)
                  .filter(finding -> agents.contains(finding.agent()))
                  .toList(),
              own.stream().map(ScenariosIT::run).toList());
      scenario.expected().problems(seen).stream()
          .map(problem -> scenario + ": " + problem)
          .forEach(problems::add);
    }
    return problems;
  }

  private static Stream<MatchResult> found(Pattern pattern, Scenario scenario) {
    return pattern.matcher(new String(scenario.spans(), StandardCharsets.UTF_8)).results();
  }

  private static SeenFinding finding(JsonNode item) {
    Map<String, String> slice = new HashMap<>();
    item.path("slice")
        .properties()
        .forEach(pair -> slice.put(pair.getKey(), pair.getValue().asText()));
    String agent = slice.getOrDefault("agent", "");
    slice.keySet().removeAll(Set.of("agent", "environment"));
    String dimension = slice.keySet().stream().findFirst().orElse("");
    List<String> traces = new ArrayList<>();
    item.path("exemplar_trace_ids").forEach(trace -> traces.add(trace.asText()));
    return new SeenFinding(
        item.path("signal").asText(),
        item.path("detector").asText(),
        agent,
        dimension,
        slice.getOrDefault(dimension, ""),
        item.path("severity").asText(),
        item.path("effect_text").asText(),
        traces);
  }

  private static SeenRun run(JsonNode item) {
    Map<String, Double> signals = new HashMap<>();
    item.path("signals")
        .properties()
        .forEach(signal -> signals.put(signal.getKey(), signal.getValue().asDouble()));
    return new SeenRun(item.path("trace_id").asText(), item.path("outcome").asText(), signals);
  }

  /** All pages of a list. */
  private static List<JsonNode> all(RunningLeeway leeway, String path) throws Exception {
    List<JsonNode> items = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = get(leeway, cursor.isEmpty() ? path : path + "&cursor=" + cursor);
      page.path("items").forEach(items::add);
      cursor = page.path("next").asText("");
    } while (!cursor.isEmpty() && !cursor.equals("null"));
    return items;
  }

  private static JsonNode get(RunningLeeway leeway, String path) throws Exception {
    URI uri = leeway.addresses().web().resolve(path);
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> response =
          client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      return new ObjectMapper().readTree(response.body());
    }
  }
}
