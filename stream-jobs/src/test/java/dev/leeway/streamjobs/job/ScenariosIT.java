package dev.leeway.streamjobs.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leeway.streamjobs.scenario.ScenarioRules;
import dev.leeway.streamjobs.scenario.ScenarioRules.Together;
import dev.leeway.streamjobs.scenario.ScenarioSpans;
import dev.leeway.testkit.scenario.Scenario;
import dev.leeway.testkit.scenario.Seen;
import dev.leeway.testkit.scenario.SeenFinding;
import dev.leeway.testkit.scenario.SeenRun;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Scenarios through the job in a cluster, between a real broker and a real engine, each as a tenant
 * of its own. Starting and settling take far longer than the traffic does, so all scenarios with
 * the default rules are played to one job, and all others to one with the sum of their rules. Of
 * the stories of hundreds of runs, which store a million window rows, one pair shows drift here;
 * the others differ in what spans say, which the operators alone decide.
 *
 * <p>One subtask: of an agent that nobody knew, hours that come at once may be judged by one
 * subtask's word before another's first windows came. {@code StreamJobIT} has two.
 */
final class ScenariosIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int JOBS_MAX = 2;
  private static final int RUNS_MAX = 200;
  private static final Set<String> LONG = Set.of("inputs-get-harder", "inputs-as-ever");

  /** Too few slices for those that are played beside it; or spans that must come late. */
  private static final Set<String> ALONE =
      Set.of("slices-run-out", "slices-suffice", "spans-come-late");

  /**
   * Their agents' clocks must move together, or step by step, and here hours come at once; or a day
   * must not end in them.
   */
  private static final Set<String> BY_CLOCK =
      Set.of(
          "agent-falls-silent",
          "agent-is-deployed",
          "provider-failover",
          "provider-key-revoked",
          "provider-outage",
          "provider-slow",
          "spending-runs-out",
          "spending-within-budget",
          "traffic-a-little-more",
          "traffic-surges");

  @TempDir Path folder;

  @Test
  void areSeenAsExpected() {
    // The fullest: a story whose rules fit no other's is left to the operators.
    List<Together> parts =
        ScenarioRules.together(played()).stream()
            .sorted(Comparator.comparingInt(part -> -part.scenarios().size()))
            .limit(JOBS_MAX)
            .toList();
    for (Together part : parts) {
      try (Playing playing = new Playing(part, folder.resolve("part-" + parts.indexOf(part)))) {
        playing.send();
        playing.awaitAllSeen();
      }
    }
  }

  private static List<Scenario> played() {
    return Scenario.all().stream()
        .filter(
            scenario -> scenario.expected().runs() <= RUNS_MAX || LONG.contains(scenario.name()))
        .filter(scenario -> !BY_CLOCK.contains(scenario.name()))
        .filter(scenario -> !ALONE.contains(scenario.name()))
        // Loads tell their times in attributes, which stay where they are when spans are moved.
        .filter(scenario -> !ScenarioRules.of(scenario).changed().contains("sources"))
        .toList();
  }

  /** A job and the scenarios that are played to it. */
  private static final class Playing implements AutoCloseable {
    private final List<Scenario> scenarios;
    private final JobFixture fixture;
    private final RunningStreamJob job;

    Playing(Together part, Path folder) {
      this.scenarios = part.scenarios();
      this.fixture = new JobFixture(ScenariosIT.class, folder);
      this.job = fixture.start(fixture.config().withRules(part.rules()));
    }

    void send() {
      long now = InstantSource.system().millis();
      for (Scenario scenario : scenarios) {
        ScenarioSpans.endingBefore(scenario, now)
            .forEach(sent -> fixture.sendLater(scenario.name(), sent.signal(), sent.request()));
      }
      fixture.flush();
    }

    void awaitAllSeen() {
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(() -> {
            assertThat(job.settled()).isTrue();
            assertThat(problems(fixture, scenarios)).isEmpty();
          });
      assertThat(job.check().problems()).isEmpty();
    }

    @Override
    public void close() {
      job.close();
      fixture.close();
    }
  }

  private static List<String> problems(JobFixture fixture, List<Scenario> scenarios) {
    Map<String, List<SeenFinding>> findings =
        byTenant(
            fixture,
            """
            SELECT tenant_id, signal, detector, slice, severity, effect_text,
              arrayMap(id -> lower(hex(id)), exemplar_trace_ids) AS traces
            FROM findings FINAL FORMAT JSONEachRow\
            """,
            ScenariosIT::finding);
    Map<String, List<SeenRun>> runs =
        byTenant(
            fixture,
            """
            SELECT tenant_id, lower(hex(trace_id)) AS trace, outcome, signals
            FROM runs FINAL FORMAT JSONEachRow\
            """,
            ScenariosIT::run);
    List<String> problems = new ArrayList<>();
    for (Scenario scenario : scenarios) {
      Seen seen =
          new Seen(
              findings.getOrDefault(scenario.name(), List.of()),
              runs.getOrDefault(scenario.name(), List.of()));
      scenario.expected().problems(seen).stream()
          .map(problem -> scenario + ": " + problem)
          .forEach(problems::add);
    }
    return problems;
  }

  private static <T> Map<String, List<T>> byTenant(
      JobFixture fixture, String sql, Function<JsonNode, T> read) {
    return fixture
        .query(sql)
        .lines()
        .filter(line -> !line.isBlank())
        .map(ScenariosIT::json)
        .collect(
            Collectors.groupingBy(
                row -> row.path("tenant_id").asText(),
                Collectors.mapping(read, Collectors.toList())));
  }

  private static SeenFinding finding(JsonNode row) {
    Map<String, String> slice = new HashMap<>();
    row.path("slice")
        .properties()
        .forEach(pair -> slice.put(pair.getKey(), pair.getValue().asText()));
    return SeenFinding.of(
        row.path("signal").asText(),
        row.path("detector").asText(),
        slice,
        row.path("severity").asText(),
        row.path("effect_text").asText(),
        row.path("traces").valueStream().map(JsonNode::asText).toList());
  }

  private static SeenRun run(JsonNode row) {
    Map<String, Double> signals = new HashMap<>();
    row.path("signals")
        .properties()
        .forEach(signal -> signals.put(signal.getKey(), signal.getValue().asDouble()));
    return new SeenRun(row.path("trace").asText(), row.path("outcome").asText(), signals);
  }

  private static JsonNode json(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(line, e);
    }
  }
}
