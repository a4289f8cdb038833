package dev.leeway.streamjobs.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leeway.streamjobs.scenario.ScenarioRules;
import dev.leeway.streamjobs.scenario.ScenarioSpans;
import dev.leeway.testkit.scenario.Scenario;
import dev.leeway.testkit.scenario.Seen;
import dev.leeway.testkit.scenario.SeenFinding;
import dev.leeway.testkit.scenario.SeenRun;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every scenario through the job in a cluster, between a real broker and a real engine. Those with
 * the same rules run together, each as a tenant of its own.
 */
final class ScenariosIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path folder;

  static Stream<List<Scenario>> byRules() {
    return Scenario.all().stream()
        .collect(Collectors.groupingBy(ScenarioRules::of))
        .values()
        .stream();
  }

  @ParameterizedTest
  @MethodSource("byRules")
  void areSeenAsExpected(List<Scenario> scenarios) {
    try (JobFixture fixture = new JobFixture(ScenariosIT.class, folder)) {
      StreamJobsConfig config = fixture.config().withRules(ScenarioRules.of(scenarios.getFirst()));
      try (RunningStreamJob job = fixture.start(config)) {
        long now = InstantSource.system().millis();
        for (Scenario scenario : scenarios) {
          ScenarioSpans.endingBefore(scenario, now)
              .forEach(sent -> fixture.sendLater(scenario.name(), sent.signal(), sent.request()));
        }
        fixture.flush();
        await()
            .atMost(PATIENCE)
            .pollInterval(Duration.ofSeconds(1))
            .until(() -> job.settled() && problems(fixture, scenarios).isEmpty());
        assertThat(job.check().problems()).isEmpty();
      }
    }
  }

  private static List<String> problems(JobFixture fixture, List<Scenario> scenarios) {
    List<String> problems = new ArrayList<>();
    for (Scenario scenario : scenarios) {
      scenario.expected().problems(seen(fixture, scenario.name())).stream()
          .map(problem -> scenario + ": " + problem)
          .forEach(problems::add);
    }
    return problems;
  }

  private static Seen seen(JobFixture fixture, String tenant) {
    List<SeenFinding> findings =
        rows(
                fixture,
                """
                SELECT signal, detector, slice, severity, effect_text,
                  arrayMap(id -> lower(hex(id)), exemplar_trace_ids) AS traces
                FROM findings FINAL WHERE tenant_id = '%s' FORMAT JSONEachRow\
                """
                    .formatted(tenant))
            .map(ScenariosIT::finding)
            .toList();
    List<SeenRun> runs =
        rows(
                fixture,
                """
                SELECT lower(hex(trace_id)) AS trace, outcome, signals
                FROM runs FINAL WHERE tenant_id = '%s' FORMAT JSONEachRow\
                """
                    .formatted(tenant))
            .map(ScenariosIT::run)
            .toList();
    return new Seen(findings, runs);
  }

  private static SeenFinding finding(JsonNode row) {
    Map<String, String> slice = new HashMap<>();
    row.path("slice")
        .properties()
        .forEach(pair -> slice.put(pair.getKey(), pair.getValue().asText()));
    String agent = slice.getOrDefault("agent", "");
    slice.keySet().removeAll(Set.of("agent", "environment"));
    String dimension = slice.keySet().stream().findFirst().orElse("");
    List<String> traces = new ArrayList<>();
    row.path("traces").forEach(trace -> traces.add(trace.asText()));
    return new SeenFinding(
        row.path("signal").asText(),
        row.path("detector").asText(),
        agent,
        dimension,
        slice.getOrDefault(dimension, ""),
        row.path("severity").asText(),
        row.path("effect_text").asText(),
        traces);
  }

  private static SeenRun run(JsonNode row) {
    Map<String, Double> signals = new HashMap<>();
    row.path("signals")
        .properties()
        .forEach(signal -> signals.put(signal.getKey(), signal.getValue().asDouble()));
    return new SeenRun(row.path("trace").asText(), row.path("outcome").asText(), signals);
  }

  private static Stream<JsonNode> rows(JobFixture fixture, String sql) {
    return fixture.query(sql).lines().filter(line -> !line.isBlank()).map(ScenariosIT::json);
  }

  private static JsonNode json(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(line, e);
    }
  }
}
