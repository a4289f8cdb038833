package dev.leeway.storage.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.leeway.storage.StorageConfig;
import dev.leeway.storage.StorageException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClickHouseClientTest {
  private final FakeServer server;

  ClickHouseClientTest() throws IOException {
    server = new FakeServer();
  }

  @BeforeEach
  void start() {
    server.http.start();
  }

  @AfterEach
  void stop() {
    server.http.stop(0);
  }

  @Test
  void sendsTheStatementAsBodyWithDatabaseAndCredentials() {
    try (ClickHouseClient client = client()) {
      assertThat(client.query("SELECT 1")).asString(UTF_8).isEqualTo("answer");
    }
    assertThat(server.body).isEqualTo("SELECT 1");
    assertThat(server.query).isEqualTo("database=leeway&wait_end_of_query=1");
    assertThat(server.user).isEqualTo("writer");
    assertThat(server.key).isEqualTo("secret");
  }

  @Test
  void anInsertCarriesItsStatementAndSettingsInTheAddress() {
    try (ClickHouseClient client = client()) {
      client.insert(
          "INSERT INTO t (a) FORMAT RowBinary",
          Map.of("insert_deduplication_token", "a&b=c"),
          BodyPublishers.ofString("rows"));
    }
    assertThat(server.body).isEqualTo("rows");
    assertThat(server.query)
        .contains("insert_deduplication_token=a%26b%3Dc")
        .contains("query=INSERT+INTO+t+%28a%29+FORMAT+RowBinary");
  }

  @Test
  void aRefusalKeepsCodeAndText() {
    server.status = 404;
    server.code = "60";
    server.answer = "Code: 60. DB::Exception: Unknown table";
    try (ClickHouseClient client = client()) {
      StorageException refused = refused(() -> client.execute("SELECT 1"));
      assertThat(refused.retryable()).isFalse();
      assertThat(refused.code()).isEqualTo(60);
      assertThat(refused).hasMessageContaining("status 404, code 60: Code: 60. DB::Exception");
      assertThat(refused.getMessage()).doesNotContain("secret");
    }
  }

  @Test
  void anExceptionThatFollowsAGoodStatusIsStillARefusal() {
    server.code = "241";
    try (ClickHouseClient client = client()) {
      StorageException refused = refused(client::check);
      assertThat(refused.retryable()).isTrue();
      assertThat(refused.code()).isEqualTo(241);
    }
  }

  @Test
  void nobodyListeningIsRetryable() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    try (ClickHouseClient client = new ClickHouseClient(config(port, Duration.ofSeconds(5)))) {
      StorageException refused = refused(client::check);
      assertThat(refused.retryable()).isTrue();
      assertThat(refused).hasMessageContaining("no answer from clickhouse at http://127.0.0.1:");
    }
  }

  @Test
  void anAnswerThatDoesNotComeIsRetryable() {
    server.hold = new CountDownLatch(1);
    int port = server.http.getAddress().getPort();
    try (ClickHouseClient client = new ClickHouseClient(config(port, Duration.ofMillis(50)))) {
      assertThat(refused(client::check).retryable()).isTrue();
    } finally {
      server.hold.countDown();
    }
  }

  private ClickHouseClient client() {
    return new ClickHouseClient(config(server.http.getAddress().getPort(), Duration.ofSeconds(20)));
  }

  private static StorageConfig config(int port, Duration statementTimeout) {
    return new StorageConfig(
        URI.create("http://127.0.0.1:" + port),
        "leeway",
        "writer",
        "secret",
        Duration.ofSeconds(5),
        statementTimeout,
        Duration.ofSeconds(20),
        1);
  }

  private static StorageException refused(Runnable call) {
    return Objects.requireNonNull(catchThrowableOfType(StorageException.class, call::run));
  }

  /** Remembers the last request and answers what it is told to. */
  private static final class FakeServer {
    private final HttpServer http;
    private volatile String query = "";
    private volatile String body = "";
    private volatile String user = "";
    private volatile String key = "";
    private volatile int status = 200;
    private volatile String code = "";
    private volatile String answer = "answer";
    private volatile CountDownLatch hold = new CountDownLatch(0);

    FakeServer() throws IOException {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      http.createContext("/", this::answer);
    }

    private void answer(HttpExchange exchange) throws IOException {
      try (exchange) {
        query = exchange.getRequestURI().getRawQuery();
        body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        user = exchange.getRequestHeaders().getFirst("X-ClickHouse-User");
        key = exchange.getRequestHeaders().getFirst("X-ClickHouse-Key");
        hold.await();
        if (!code.isEmpty()) {
          exchange.getResponseHeaders().set("X-ClickHouse-Exception-Code", code);
        }
        byte[] bytes = answer.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
