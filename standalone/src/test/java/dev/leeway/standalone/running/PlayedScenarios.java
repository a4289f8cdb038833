package dev.leeway.standalone.running;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leeway.simulator.replay.ReplayCommand;
import dev.leeway.testkit.scenario.Scenario;
import dev.leeway.testkit.scenario.Seen;
import dev.leeway.testkit.scenario.SeenFinding;
import dev.leeway.testkit.scenario.SeenRun;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;

/**
 * Scenarios as a user plays them, by name, into a whole Leeway, and what its API then says of their
 * agents. All have the default rules and agents of their own.
 */
final class PlayedScenarios {
  private static final Map<String, String> AGENTS =
      Map.of(
          "every-outcome", "concierge",
          "order-that-grows", "drive-through",
          "retries-that-heal", "desk",
          "value-invalid", "shop");

  private final Api api;

  /** What is asked over HTTP. */
  interface Api {
    JsonNode get(String path) throws Exception;
  }

  PlayedScenarios(Api api) {
    this.api = api;
  }

  void play(RunningLeeway leeway, Path home, InstantSource clock) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    for (Scenario scenario : scenarios()) {
      ReplayCommand replay =
          new ReplayCommand(
              clock,
              home,
              leeway.addresses().otlpHttp(),
              Optional.of(leeway.addresses().clickHouse()),
              scenario.folder().resolve("..").normalize(),
              out,
              out);
      int exit = new CommandLine(replay).execute("--scenario", scenario.name());
      assertThat(exit).as(said.toString(StandardCharsets.UTF_8)).isZero();
    }
  }

  /** What differs from what is expected. */
  List<String> problems() throws Exception {
    List<String> problems = new ArrayList<>();
    for (Scenario scenario : scenarios()) {
      String of = "?limit=200&agent=" + AGENTS.get(scenario.name());
      List<SeenFinding> findings = new ArrayList<>();
      api.get("/api/v1/findings" + of)
          .path("items")
          .forEach(item -> findings.add(PlayedScenarios.finding(item)));
      List<SeenRun> runs = new ArrayList<>();
      api.get("/api/v1/runs" + of)
          .path("items")
          .forEach(item -> runs.add(PlayedScenarios.run(item)));
      scenario.expected().problems(new Seen(findings, runs)).stream()
          .map(problem -> scenario + ": " + problem)
          .forEach(problems::add);
    }
    return problems;
  }

  private static List<Scenario> scenarios() {
    return Scenario.all().stream().filter(one -> AGENTS.containsKey(one.name())).toList();
  }

  private static SeenFinding finding(JsonNode item) {
    Map<String, String> slice = new HashMap<>();
    item.path("slice")
        .properties()
        .forEach(pair -> slice.put(pair.getKey(), pair.getValue().asText()));
    return SeenFinding.of(
        item.path("signal").asText(),
        item.path("detector").asText(),
        slice,
        item.path("severity").asText(),
        item.path("effect_text").asText(),
        item.path("exemplar_trace_ids").valueStream().map(JsonNode::asText).toList());
  }

  private static SeenRun run(JsonNode item) {
    Map<String, Double> signals = new HashMap<>();
    item.path("signals")
        .properties()
        .forEach(signal -> signals.put(signal.getKey(), signal.getValue().asDouble()));
    return new SeenRun(item.path("trace_id").asText(), item.path("outcome").asText(), signals);
  }
}
