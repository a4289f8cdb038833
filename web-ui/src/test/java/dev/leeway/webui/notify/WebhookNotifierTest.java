package dev.leeway.webui.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.leeway.signals.finding.FindingState;
import dev.leeway.signals.rules.Ownership;
import dev.leeway.testkit.TestClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class WebhookNotifierTest {
  @SuppressWarnings("ArrayRecordComponent") // Handed over, never compared.
  private record Received(String signature, byte[] body) {}

  private final BlockingQueue<Received> received = new ArrayBlockingQueue<>(4);
  private final TestClock clock = new TestClock(Instant.ofEpochSecond(1_700_000_000L));
  private HttpServer server;
  private int status = 200;

  @BeforeEach
  void startReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/hook",
        exchange -> {
          received.add(
              new Received(
                  String.valueOf(exchange.getRequestHeaders().getFirst(WebhookSignature.HEADER)),
                  exchange.getRequestBody().readAllBytes()));
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stopReceiver() {
    server.stop(0);
  }

  @Test
  void deliversASignedMessageThatLinksToTheFinding() throws Exception {
    assertThat(deliver()).isEqualTo(new Delivery.Delivered());
    Received message = received.take();
    assertThat(message.signature)
        .isEqualTo(WebhookSignature.of(new Secret("key"), 1_700_000_000L, message.body));
    JsonNode json = new ObjectMapper().readTree(message.body);
    assertThat(json.path("event").asText()).isEqualTo("firing");
    assertThat(json.path("url").asText()).isEqualTo("http://leeway.example/findings/f1");
    assertThat(json.path("owner").asText()).isEqualTo("documents team");
    assertThat(json.path("runbook_url").asText()).isEqualTo("https://wiki.example");
    assertThat(json.path("labels").path("tier").asText()).isEqualTo("gold");
    assertThat(json.path("finding").path("slice").path("agent").asText())
        .isEqualTo("document-analyst");
    assertThat(json.path("finding").path("coverage").asDouble()).isEqualTo(0.97);
    assertThat(json.path("finding").path("since").asText()).isEqualTo("1970-01-01T00:00:01Z");
  }

  @Test
  void anErrorOfTheReceiverIsRetryable() throws Exception {
    status = 503;
    assertThat(deliver()).isEqualTo(new Delivery.NotDelivered("status 503", true));
  }

  @Test
  void aRefusalIsNot() throws Exception {
    status = 404;
    assertThat(deliver()).isEqualTo(new Delivery.NotDelivered("status 404", false));
  }

  @Test
  void aReceiverThatIsAwayIsRetryable() throws Exception {
    server.stop(0);
    assertThat(deliver())
        .isInstanceOfSatisfying(
            Delivery.NotDelivered.class, delivery -> assertThat(delivery.retryable()).isTrue());
  }

  private Delivery deliver() throws InterruptedException {
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
    try (WebhookNotifier webhook =
        new WebhookNotifier(WebhookConfig.of(url, new Secret("key")), clock)) {
      return webhook.deliver(
          new WebhookMessage(
                  NotificationEvent.FIRING,
                  Findings.of("f1", 1, FindingState.OPEN, false),
                  new Ownership(
                      "documents team",
                      "https://wiki.example",
                      Optional.empty(),
                      Map.of("tier", "gold")),
                  URI.create("http://leeway.example"))
              .body());
    }
  }
}
