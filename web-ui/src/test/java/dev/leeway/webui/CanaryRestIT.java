package dev.leeway.webui;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.leeway.clickhouse.testing.TestEngine;
import dev.leeway.kafka.EmbeddedKafka;
import dev.leeway.kafka.EmbeddedKafkaConfig;
import dev.leeway.signals.control.BaselineControl;
import dev.leeway.signals.control.DeploymentMarker;
import dev.leeway.signals.control.DeploymentWithdrawal;
import dev.leeway.signals.drift.BaselineOrder;
import dev.leeway.signals.window.Slice;
import dev.leeway.storage.StorageConfig;
import dev.leeway.webui.fleet.SeededVersions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Version against version and deployments, over a real engine, a real broker and a browser. */
final class CanaryRestIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir private static Path folder;
  private static EmbeddedKafka broker;
  private static RunningWebUi pages;

  @BeforeAll
  static void serve() {
    broker = EmbeddedKafka.start(EmbeddedKafkaConfig.defaults(folder.resolve("kafka")));
    StorageConfig storage = TestWebUi.storage(TestEngine.databaseFor(CanaryRestIT.class));
    SeededVersions.write(storage, InstantSource.system().instant());
    pages = TestWebUi.start(storage, 0, broker.bootstrapServers());
  }

  @AfterAll
  static void stop() {
    pages.close();
    broker.close();
  }

  @Test
  void aVersionThatFailsMoreOftenIsRolledBack() {
    JsonNode verdict = verdict("agent=" + SeededVersions.FAILING);
    assertThat(verdict.path("verdict").asString()).isEqualTo("rollback");
    assertThat(verdict.path("baseline").asString()).isEqualTo("v1");
    assertThat(verdict.path("candidate").asString()).isEqualTo("v2");
    assertThat(verdict.path("reasons").get(0).asString())
        .startsWith("Outcome not OK: worse, ")
        .contains(" points (");
    JsonNode worst = verdict.path("signals").get(0);
    assertThat(worst.path("signal").asString()).isEqualTo("run.outcome");
    assertThat(worst.path("state").asString()).isEqualTo("worse");
    assertThat(worst.path("effect").asDouble()).isBetween(0.05, 0.17);
    assertThat(worst.path("low").asDouble()).isPositive();
    assertThat(worst.path("log_e").asDouble()).isGreaterThan(worst.path("log_e_limit").asDouble());
    assertThat(verdict.path("side_by_side_minutes").asLong()).isBetween(100L, 121L);
  }

  /** It fails four times as often, since it gets four times as many of the hard orders. */
  @Test
  void aVersionThatGotTheHardRouteIsNotBlamedForIt() {
    JsonNode verdict = verdict("agent=" + SeededVersions.ROUTED);
    assertThat(verdict.path("verdict").asString()).isIn("hold", "promote");
    assertThat(verdict.path("warnings").get(0).asString())
        .startsWith("the two versions saw different routes: ");
    assertThat(verdict.path("warnings").size()).as("all is known by route").isEqualTo(2);
    for (JsonNode warning : verdict.path("warnings")) {
      assertThat(warning.asString()).doesNotContain("not told apart");
    }
    int outcomes = 0;
    for (JsonNode signal : verdict.path("signals")) {
      assertThat(signal.path("state").asString()).isNotEqualTo("worse");
      if (signal.path("signal").asString().equals("run.outcome")) {
        outcomes++;
        assertThat(signal.path("effect").asDouble()).isBetween(-0.05, 0.05);
        assertThat(signal.path("candidate_n").asLong()).isGreaterThan(1_500);
      }
    }
    assertThat(outcomes).isEqualTo(1);
  }

  @Test
  void alikeVersionsArePromoted() {
    JsonNode verdict =
        verdict(
            "agent=%s&signals=run.outcome,run.duration,cost.run".formatted(SeededVersions.ALIKE));
    assertThat(verdict.path("verdict").asString()).isEqualTo("promote");
    assertThat(verdict.path("signals").size()).isEqualTo(3);
    for (JsonNode signal : verdict.path("signals")) {
      assertThat(signal.path("state").asString()).isEqualTo("within_margin");
      assertThat(signal.path("baseline_n").asLong()).isGreaterThan(3_000);
    }
  }

  @Test
  void aVerdictIsASeriesWhereItHasNumbersAndElseSaysWhereItIsTold() {
    HttpResponse<String> tail =
        get("signals?agent=%s&signal=complexity.tail_share".formatted(SeededVersions.ALIKE));
    assertThat(tail.statusCode()).isEqualTo(200);
    assertThat(tail.body()).contains("\"signal\":\"complexity.tail_share\"", "\"step_seconds\":");

    HttpResponse<String> silent =
        get("signals?agent=%s&signal=model.silent_change".formatted(SeededVersions.ALIKE));
    assertThat(silent.statusCode()).isEqualTo(400);
    assertThat(silent.body()).contains("it is told as model.mix");

    HttpResponse<String> nothing =
        get("signals?agent=%s&signal=run.durations".formatted(SeededVersions.ALIKE));
    assertThat(nothing.statusCode()).isEqualTo(404);
    assertThat(nothing.body()).contains("no signal named run.durations");
  }

  @Test
  void aYoungVersionIsNotJudged() {
    JsonNode verdict = verdict("agent=" + SeededVersions.YOUNG);
    assertThat(verdict.path("verdict").asString()).isEqualTo("inconclusive");
    assertThat(verdict.path("reasons").get(0).asString())
        .matches("not enough data \\(\\d\\d of 200 runs beside each other\\)");
  }

  @Test
  void versionsOneAfterTheOtherAreNotJudged() {
    JsonNode verdict = verdict("agent=" + SeededVersions.APART);
    assertThat(verdict.path("verdict").asString()).isEqualTo("inconclusive");
    assertThat(verdict.path("reasons").get(0).asString())
        .startsWith("the baseline has no runs beside the candidate's ");
    JsonNode all =
        verdict(
            "agent=%s&from=%s"
                .formatted(
                    SeededVersions.APART,
                    InstantSource.system().instant().minus(Duration.ofHours(8))));
    assertThat(all.path("verdict").asString()).isEqualTo("inconclusive");
    assertThat(all.path("reasons").get(0).asString())
        .startsWith("the versions did not run beside each other: ");
  }

  @Test
  void anAgentWithOneVersionHasNothingToCompare() {
    JsonNode verdict = verdict("agent=" + SeededVersions.ALONE);
    assertThat(verdict.path("verdict").asString()).isEqualTo("inconclusive");
    assertThat(verdict.path("reasons").get(0).asString())
        .isEqualTo("only one version was seen, v1: there is nothing to compare it with");
    JsonNode unseen = verdict("agent=%s&candidate=v9".formatted(SeededVersions.ALONE));
    assertThat(unseen.path("reasons").get(0).asString())
        .startsWith("the candidate has no runs beside the baseline's ");
  }

  @Test
  void theOtherWayRoundTheOldVersionIsBetter() {
    JsonNode verdict =
        verdict("agent=%s&baseline=v2&candidate=v1".formatted(SeededVersions.FAILING));
    assertThat(verdict.path("verdict").asString()).isNotEqualTo("rollback");
    assertThat(verdict.path("candidate").asString()).isEqualTo("v1");
  }

  @ParameterizedTest
  @CsvSource({
    "checkout, rollout, 409",
    "checkout, promotion, 409",
    "checkout, rollback, 200",
    "planner, rollout, 200",
    "planner, promotion, 409",
    "planner, rollback, 409",
    "faq, promotion, 200"
  })
  void aGateOpensAsItsHookNeedsIt(String agent, String gate, int status) {
    HttpResponse<String> response =
        post(
            "canary",
            """
            {"name": "%s", "namespace": "shop", "phase": "Progressing", "checksum": "5f9",
             "metadata": {"gate": "%s", "signals": "run.outcome,run.duration"}}
            """
                .formatted(agent, gate));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    JsonNode body = json(response);
    assertThat(body.path("verdict").asString()).isNotEmpty();
    if (status == 409) {
      assertThat(body.path("title").asString()).isEqualTo("The %s gate stays shut".formatted(gate));
      assertThat(body.path("detail").asString()).contains(" of v2 against v1: ");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          agent=checkout&alpha=2                     | alpha: expected above 0, at most 0.5, came 2.0
          agent=checkout&budget=6h                   | budget: expected a duration such as PT6H, came 6h
          agent=checkout&margin=run.outcome          | margin: expected a signal and a number such as run.outcome:0.01
          agent=checkout&signals=run.outcom          | signals: expected one of [
          agent=checkout&baseline=v1&candidate=v1    | expected two versions, came v1 as baseline and as candidate
          agent=checkout&min_runs=-1                 | min_runs: expected a whole number
          """)
  void aWrongParameterIsAProblemInWords(String query, String detail) {
    HttpResponse<String> response = get("canary?" + query);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response).path("detail").asString()).contains(detail);
  }

  @Test
  void anUnknownAgentIsNotFound() {
    assertThat(get("canary?agent=nobody").statusCode()).isEqualTo(404);
    assertThat(post("canary", "[]").statusCode()).isEqualTo(400);
  }

  @Test
  void aDeploymentIsInTheTopicAndInTheList() {
    Instant at = InstantSource.system().instant().minusSeconds(60).truncatedTo(ChronoUnit.MILLIS);
    String told =
        """
        {"agent": "checkout", "version": "v2", "at": "%s", "commit": "4f2a", "by": "ci",
         "url": "https://ci.example/7"}
        """
            .formatted(at);
    HttpResponse<String> first = post("deployments", told);
    HttpResponse<String> again = post("deployments", told);
    assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
    String id = json(first).path("marker_id").asString();
    assertThat(json(again).path("marker_id").asString()).isEqualTo(id);
    DeploymentMarker marker = inTopic("default/deployment/" + id);
    assertThat(marker.version()).isEqualTo("v2");
    assertThat(marker.environment()).isEqualTo("production");
    assertThat(marker.atMillis()).isEqualTo(at.toEpochMilli());
    JsonNode items = json(get("deployments?agent=checkout")).path("items");
    assertThat(items.size()).isEqualTo(1);
    assertThat(items.get(0).path("commit").asString()).isEqualTo("4f2a");
    assertThat(items.get(0).path("at").asString()).isEqualTo(at.toString());
    assertThat(json(get("deployments?agent=faq")).path("items").size()).isZero();

    HttpResponse<String> back = send("DELETE", "deployments/" + id + "?by=ada", "");
    assertThat(back.statusCode()).as(back.body()).isEqualTo(202);
    assertThat(json(back).path("by").asString()).isEqualTo("ada");
    DeploymentWithdrawal withdrawal =
        inTopic("default/deployment/" + id, DeploymentWithdrawal::parse);
    assertThat(withdrawal.marker().atMillis()).isEqualTo(at.toEpochMilli());
    assertThat(json(get("deployments?agent=checkout")).path("items").size()).isZero();
    assertThat(send("DELETE", "deployments/" + id, "").statusCode()).isEqualTo(404);
  }

  @Test
  void aDeploymentOfNothingIsAProblem() {
    HttpResponse<String> response = post("deployments", "{\"agent\": \"checkout\"}");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response).path("detail").asString())
        .isEqualTo("version: expected 1 to 200 characters, came 0");
  }

  @Test
  void whatIsNormalIsPinnedTakenBackAndAccepted() {
    Instant to = InstantSource.system().instant().truncatedTo(ChronoUnit.MINUTES);
    String stretch =
        """
        {"agent": "checkout", "signal": "run.outcome", "from": "%s", "to": "%s", "by": "ada"}
        """
            .formatted(to.minus(Duration.ofHours(5)), to);
    HttpResponse<String> pinned = send("PUT", "baselines/pin", stretch);
    assertThat(pinned.statusCode()).as(pinned.body()).isEqualTo(202);
    assertThat(json(pinned).path("order").asString()).isEqualTo("PIN");
    long runs = json(pinned).path("runs").asLong();
    assertThat(runs).isGreaterThan(800);
    Slice slice = Slice.ofAgent("default", "production", "checkout");
    BaselineOrder told = order(slice, BaselineOrder.Kind.PIN);
    assertThat(told.counts().count()).isEqualTo(runs);
    assertThat((double) told.zeros() / runs).isBetween(0.9, 0.97);
    assertThat(told.author()).isEqualTo("ada");

    String query = "baselines/pin?agent=checkout&signal=run.outcome&by=ada";
    assertThat(send("DELETE", query, "").statusCode()).isEqualTo(202);
    assertThat(order(slice, BaselineOrder.Kind.UNPIN).author()).isEqualTo("ada");
    String now = "{\"agent\": \"checkout\", \"signal\": \"run.outcome\"}";
    assertThat(send("POST", "baselines/accept", now).statusCode()).isEqualTo(202);
    assertThat(order(slice, BaselineOrder.Kind.ACCEPT).author()).isEmpty();
    JsonNode weeks = json(get("baselines?agent=checkout&signal=run.count")).path("items").path(0);
    assertThat(weeks.path("slot").asString()).isEqualTo("FOUR_WEEKS");
    assertThat(weeks.path("state").asString()).isEqualTo("learning");
    assertThat(weeks.path("days").asInt()).isBetween(1, 2);
    assertThat(weeks.path("days_needed").asInt()).isEqualTo(28);
    assertThat(weeks.path("hours").asInt(-1)).isZero();
    assertThat(weeks.path("hours_needed").asInt()).isEqualTo(168);
    assertThat(weeks.path("runs").asLong()).isGreaterThan(800);
  }

  @Test
  void aPinOfFewRunsOrOfWhatIsNotWatchedIsAProblem() {
    String few =
        """
        {"agent": "checkout", "signal": "run.outcome", "from": "2026-01-01T00:00:00Z",
         "to": "2026-01-02T00:00:00Z"}
        """;
    assertThat(json(send("PUT", "baselines/pin", few)).path("detail").asString())
        .isEqualTo(
            "expected at least 200 runs from 2026-01-01T00:00:00Z to 2026-01-02T00:00:00Z, came 0");
    String ofCatalogue = few.replace("run.outcome", "timeout.share");
    assertThat(json(send("PUT", "baselines/pin", ofCatalogue)).path("detail").asString())
        .startsWith("expected at least 200 runs from ");
    HttpResponse<String> unwatched =
        send("POST", "baselines/accept", "{\"agent\": \"checkout\", \"signal\": \"loop.repeat\"}");
    assertThat(unwatched.statusCode()).isEqualTo(400);
    assertThat(json(unwatched).path("detail").asString())
        .isEqualTo("signal: expected one that is watched for drift, came loop.repeat");
    assertThat(get("baselines?agent=nobody&signal=run.outcome").statusCode()).isEqualTo(404);
  }

  @Test
  void theyAreInTheDescriptionOfTheApi() {
    JsonNode paths =
        json(send(HttpRequest.newBuilder(uri("/api/openapi.json")).build())).path("paths");
    assertThat(paths.path("/api/v1/canary").propertyNames())
        .containsExactlyInAnyOrder("get", "post");
    assertThat(paths.path("/api/v1/deployments").propertyNames())
        .containsExactlyInAnyOrder("get", "post");
    assertThat(paths.path("/api/v1/deployments/{markerId}").propertyNames())
        .containsExactly("delete");
    assertThat(paths.path("/api/v1/baselines/pin").propertyNames())
        .containsExactlyInAnyOrder("put", "delete");
  }

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void thePageShowsTheVerdictAndItsSignals(ColorScheme scheme) {
    try (Tour tour = new Tour("http://127.0.0.1:" + pages.port())) {
      Page page = tour.open(scheme, "/agents/checkout?tab=versions&from=now-6h&to=now");
      assertThat(page.locator(".lw-decision .lw-chip").textContent()).isEqualTo("Roll back");
      assertThat(page.locator(".lw-effect-bar").count()).isGreaterThan(5);
      picture(tour, page, "versions-rollback", scheme);
      for (String agent : List.of("faq", "planner", "translator")) {
        tour.visit(page, "/agents/%s?tab=versions&from=now-12h&to=now".formatted(agent));
        picture(tour, page, "versions-" + agent, scheme);
      }
    }
  }

  private static void picture(Tour tour, Page page, String name, ColorScheme scheme) {
    String file = name + "-" + scheme.name().toLowerCase(Locale.ROOT) + ".png";
    tour.picture(page, Path.of("target", "screenshots", file));
  }

  private static JsonNode verdict(String query) {
    HttpResponse<String> response = get("canary?" + query);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return json(response);
  }

  private static HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(uri("/api/v1/" + path)).build());
  }

  private static HttpResponse<String> post(String path, String body) {
    return send(
        HttpRequest.newBuilder(uri("/api/v1/" + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body, UTF_8))
            .build());
  }

  private static HttpResponse<String> send(String method, String path, String body) {
    return send(
        HttpRequest.newBuilder(uri("/api/v1/" + path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body, UTF_8))
            .build());
  }

  private static URI uri(String path) {
    return URI.create("http://127.0.0.1:" + pages.port() + path);
  }

  private static HttpResponse<String> send(HttpRequest request) {
    return HTTP.sendAsync(request, BodyHandlers.ofString()).join();
  }

  private static JsonNode json(HttpResponse<String> response) {
    return JsonMapper.shared().readTree(response.body());
  }

  private static BaselineOrder order(Slice slice, BaselineOrder.Kind kind) {
    String key = "default/baseline/" + slice.id() + "/run.outcome";
    return inTopic(
        key, value -> BaselineControl.parse(value).filter(order -> order.kind() == kind));
  }

  private static DeploymentMarker inTopic(String key) {
    return inTopic(key, DeploymentMarker::parse);
  }

  private static <T> T inTopic(String key, Function<String, Optional<T>> parse) {
    Map<String, Object> properties = Map.of("bootstrap.servers", broker.bootstrapServers());
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
      TopicPartition partition = new TopicPartition("leeway.control", 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      List<T> found = new ArrayList<>();
      Awaitility.await()
          .until(() -> {
            for (ConsumerRecord<String, String> entry : consumer.poll(Duration.ofMillis(200))) {
              if (entry.key().equals(key)) {
                parse.apply(entry.value()).ifPresent(found::add);
              }
            }
            return !found.isEmpty();
          });
      return found.getFirst();
    }
  }
}
