package dev.leeway.standalone.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leeway.simulator.fleet.Failure;
import dev.leeway.simulator.fleet.FailureScript;
import dev.leeway.simulator.fleet.Fleet;
import dev.leeway.simulator.fleet.Profiles;
import dev.leeway.standalone.config.LeewayConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole way with nothing replaced: the stock OpenTelemetry Java exporter sends eight days of a
 * fleet with a shift at the end, a team's HTTP server is told, and scenarios are played by name.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class WholeWayIT {
  private static final String SECRET = "a shared secret";
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final InstantSource CLOCK = InstantSource.system();
  private static final PlayedScenarios SCENARIOS = new PlayedScenarios(WholeWayIT::get);

  @TempDir static Path home;
  private static WebhookReceiver webhook;
  private static RunningLeeway leeway;
  private static Instant anchor;
  private static Fleet fleet;

  @BeforeAll
  static void writeHistory() throws Exception {
    webhook = new WebhookReceiver();
    leeway =
        RunningLeeway.start(
            LeewayConfig.fromEnvironment(
                Map.of(
                    "LEEWAY_HOME", home.toString(),
                    "LEEWAY_OTLP_GRPC_PORT", "0",
                    "LEEWAY_OTLP_HTTP_PORT", "0",
                    "LEEWAY_WEB_PORT", "0",
                    "LEEWAY_CLICKHOUSE_PORT", "0",
                    "LEEWAY_KAFKA_PORT", "0",
                    "LEEWAY_FLINK_PORT", "0",
                    "LEEWAY_WEBHOOK_URL", webhook.uri().toString(),
                    "LEEWAY_WEBHOOK_SECRET", SECRET),
                home),
            CLOCK);
    anchor = CLOCK.instant();
    FailureScript script = new FailureScript(DemoScript.historyOf(anchor));
    script.add(
        new FailureScript.Episode(
            Failure.LOOP, Profiles.SHOP_ASSISTANT, anchor, anchor.plus(Duration.ofHours(1))));
    fleet = new Fleet(leeway.addresses().otlpGrpc(), script, 1, CLOCK);
    fleet.writeHistory(anchor, (runs, all) -> {});
    // Now, so that what they wait for passes while the fleet's story is looked at.
    SCENARIOS.play(leeway, home, CLOCK);
  }

  @AfterAll
  static void stop() {
    if (fleet != null) {
      fleet.close();
    }
    if (leeway != null) {
      leeway.close();
    }
    webhook.close();
  }

  @Test
  @Order(1)
  void theShiftIsFoundAndTheWebhookIsToldWithASignature() throws Exception {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> !webhook.about(Profiles.DOCUMENT_ANALYST, "complexity.input_tokens").isEmpty());
    WebhookReceiver.Message message =
        webhook.about(Profiles.DOCUMENT_ANALYST, "complexity.input_tokens").getFirst();
    assertThat(message.json().path("event").asText()).isEqualTo("firing");
    assertThat(message.signature()).isEqualTo(signatureOf(message));
    assertThat(Instant.parse(message.json().at("/finding/since").asText()))
        .isBetween(
            anchor.minus(DemoScript.SHIFT_BEFORE).minus(Duration.ofMinutes(15)),
            anchor.minus(Duration.ofMinutes(5)));
  }

  @Test
  @Order(2)
  void theFindingIsOpenInTheApiAndSpeaksOfThePresent() throws Exception {
    JsonNode findings =
        get("/api/v1/findings?state=OPEN&history=false&agent=" + Profiles.DOCUMENT_ANALYST);
    assertThat(findings.path("items").findValuesAsText("signal"))
        .contains("complexity.input_tokens");
    JsonNode finding = findings.path("items").get(0);
    assertThat(finding.path("effect_text").asText()).isNotEmpty();
    assertThat(finding.path("exemplar_trace_ids").size()).isPositive();
  }

  @Test
  @Order(3)
  void agentsThatDidNotChangeHaveNoFinding() throws Exception {
    JsonNode findings =
        get("/api/v1/findings?signal=complexity.input_tokens&agent=" + Profiles.SUPPORT_TRIAGE);
    assertThat(findings.path("items")).isEmpty();
  }

  @Test
  @Order(4)
  void anExampleRunOpensWithItsSpans() throws Exception {
    JsonNode finding =
        get("/api/v1/findings?agent=" + Profiles.DOCUMENT_ANALYST).path("items").get(0);
    JsonNode trace = get("/api/v1/runs/" + finding.at("/exemplar_trace_ids/0").asText());
    assertThat(trace.path("runs").size()).isEqualTo(1);
    assertThat(trace.path("spans").findValuesAsText("kind")).contains("AGENT", "LLM");
  }

  @Test
  @Order(5)
  void nothingThatWasAcceptedIsLost() {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() -> assertThat(leeway.settled()).isTrue());
  }

  @Test
  @Order(6)
  void scenariosThatWerePlayedByNameAreSeenAsExpected() {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(() -> assertThat(SCENARIOS.problems()).isEmpty());
  }

  @Test
  @Order(7)
  void aRunawayLoopFiresWhileItsRunIsOpen() {
    Thread live =
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              try {
                fleet.playLive(CLOCK.instant());
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> !webhook.about(Profiles.SHOP_ASSISTANT, "loop.repeat").isEmpty());
    live.interrupt();
  }

  private static JsonNode get(String path) throws Exception {
    URI uri = leeway.addresses().web().resolve(path);
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> response =
          client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      return new ObjectMapper().readTree(response.body());
    }
  }

  private static String signatureOf(WebhookReceiver.Message message) throws Exception {
    String seconds = message.signature().replaceAll("^t=(\\d+),.*", "$1");
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    mac.update((seconds + ".").getBytes(StandardCharsets.UTF_8));
    return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac.doFinal(message.body()));
  }
}
