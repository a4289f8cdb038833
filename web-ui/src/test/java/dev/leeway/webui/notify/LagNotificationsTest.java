package dev.leeway.webui.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.leeway.testkit.TestClock;
import dev.leeway.webui.lag.LagReading;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LagNotificationsTest {
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

  private final TestClock clock = new TestClock(START);
  private final List<JsonNode> received = new ArrayList<>();
  private final DeliveryStatus status = new DeliveryStatus(new SimpleMeterRegistry());
  private HttpServer server;
  private LagNotifications notifications;
  private int answer = 200;
  private Instant newest = START;

  @BeforeEach
  void startReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          received.add(new ObjectMapper().readTree(exchange.getRequestBody().readAllBytes()));
          exchange.sendResponseHeaders(answer, -1);
          exchange.close();
        });
    server.start();
    notifications =
        new LagNotifications(
            () -> new LagReading(Optional.of(newest), Optional.empty()),
            config(),
            URI.create("http://leeway.example"),
            clock,
            status);
  }

  @AfterEach
  void stopReceiver() {
    server.stop(0);
  }

  @Test
  void tellsWhatIsBehindAndThatItIsOverUnderOneKey() throws Exception {
    lookAfter(Duration.ofMinutes(3));
    newest = START.plus(Duration.ofMinutes(4));
    lookAfter(Duration.ofMinutes(1));

    assertThat(received)
        .extracting(json -> json.path("event").asText())
        .containsExactly("firing", "resolved");
    assertThat(received.getFirst().path("summary").asText())
        .isEqualTo("Leeway itself: the newest stored span is 3 min old");
    assertThat(received.getFirst().path("finding").path("severity").asText()).isEqualTo("CRITICAL");
    assertThat(received.getFirst().path("dedup_key"))
        .isEqualTo(received.getLast().path("dedup_key"));
  }

  @Test
  void whatTheReceiverDidNotTakeIsTriedAgainAtTheNextLook() throws Exception {
    answer = 503;
    lookAfter(Duration.ofMinutes(3));
    assertThat(status.problem()).get().asString().contains("trying again: status 503");
    answer = 200;
    lookAfter(Duration.ofSeconds(10));
    lookAfter(Duration.ofSeconds(10));

    assertThat(received).hasSize(2);
    assertThat(received.getFirst()).isEqualTo(received.getLast());
    assertThat(status.problem()).isEmpty();
  }

  private void lookAfter(Duration passed) throws InterruptedException {
    clock.advance(passed);
    try (WebhookNotifier webhook = new WebhookNotifier(config(), clock)) {
      notifications.look(webhook);
    }
  }

  private WebhookConfig config() {
    return WebhookConfig.of(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"), Secret.NONE);
  }
}
