package dev.leeway.webui;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.leeway.clickhouse.testing.TestEngine;
import dev.leeway.storage.StorageConfig;
import dev.leeway.webui.fleet.SeededFleet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Pipelines' events in, and the board of sources out, with a collector that answers as told. */
final class SourcesRestIT {
  private static final String COMPLETE =
      """
      {"eventType": "COMPLETE", "eventTime": "2026-11-22T10:00:00Z", "run": {"runId": "r1"},
       "job": {"namespace": "a", "name": "b"}, "outputs": [{"namespace": "w", "name": "orders"}]}
      """;
  private static final List<JsonNode> RECEIVED = Collections.synchronizedList(new ArrayList<>());
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static HttpServer collector;
  private static RunningWebUi pages;
  private static volatile int status = 200;
  private static volatile String answer = "{}";

  @BeforeAll
  static void serve() throws IOException {
    collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext(
        "/v1/logs",
        exchange -> {
          RECEIVED.add(JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes()));
          byte[] body = answer.getBytes(UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    collector.start();
    StorageConfig storage = TestWebUi.storage(TestEngine.databaseFor(SourcesRestIT.class));
    SeededFleet.write(storage, InstantSource.system().instant());
    pages =
        TestWebUi.start(
            storage, URI.create("http://127.0.0.1:" + collector.getAddress().getPort()));
  }

  @AfterAll
  static void stop() {
    pages.close();
    collector.stop(0);
  }

  @BeforeEach
  void clear() {
    RECEIVED.clear();
    status = 200;
    answer = "{}";
  }

  @Test
  void anEventIsHandedOnAndAnsweredOnceTheCollectorHasIt() {
    HttpResponse<String> response = post("lineage", COMPLETE.getBytes(UTF_8));
    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(response.body()).isEqualTo("{\"updates\":1}");
    JsonNode record = RECEIVED.getFirst().at("/resourceLogs/0/scopeLogs/0/logRecords/0");
    assertThat(record.path("eventName").stringValue()).isEqualTo("data_source.update");
    assertThat(record.path("timeUnixNano").stringValue()).isEqualTo("1795341600000000000");
    assertThat(record.path("attributes").toString())
        .contains("{\"key\":\"data_source.id\",\"value\":{\"stringValue\":\"w/orders\"}}");
  }

  @Test
  void aResendIsTheSameByteForByte() {
    post("lineage", COMPLETE.getBytes(UTF_8));
    post("lineage", COMPLETE.getBytes(UTF_8));
    assertThat(RECEIVED.get(0)).isEqualTo(RECEIVED.get(1));
  }

  @Test
  void compressedEventsAreRead() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(("[" + COMPLETE + "]").getBytes(UTF_8));
    }
    assertThat(post("lineage", bytes.toByteArray(), "Content-Encoding", "gzip").statusCode())
        .isEqualTo(201);
    assertThat(post("lineage", COMPLETE.getBytes(UTF_8), "Content-Encoding", "gzip").statusCode())
        .isEqualTo(400);
  }

  @Test
  void aScoreTakesTheWayOfAllTelemetryUnderAnIdThatItsSenderLearns() {
    String score =
        """
        {"id": "s-1", "trace_id": "0102030405060708090a0b0c0d0e0f10", "name": "user_feedback",
         "value": -1, "comment": "wrong year"}
        """;
    HttpResponse<String> response = post("scores", score.getBytes(UTF_8));
    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(response.body()).isEqualTo("{\"scores\":1,\"ids\":[\"s-1\"]}");
    JsonNode record = RECEIVED.getFirst().at("/resourceLogs/0/scopeLogs/0/logRecords/0");
    assertThat(record.path("eventName").stringValue()).isEqualTo("gen_ai.evaluation.result");
    assertThat(record.path("traceId").stringValue()).isEqualTo("0102030405060708090a0b0c0d0e0f10");
    assertThat(record.path("attributes").toString())
        .contains("{\"key\":\"leeway.evaluation.id\",\"value\":{\"stringValue\":\"s-1\"}}");

    HttpResponse<String> refused =
        post("scores", score.replace("\"value\": -1", "\"value\": \"bad\"").getBytes(UTF_8));
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body())
        .contains("expected a finite number, true or false as value, came \\\"bad\\\"");
    assertThat(RECEIVED).hasSize(1);
    status = 503;
    assertThat(post("scores", score.getBytes(UTF_8)).statusCode()).isEqualTo(503);
  }

  @Test
  void eventsWithoutAnUpdateNeedNoCollector() {
    status = 503;
    assertThat(post("lineage", COMPLETE.replace("COMPLETE", "START").getBytes(UTF_8)).statusCode())
        .isEqualTo(200);
    assertThat(RECEIVED).isEmpty();
  }

  @Test
  void whatTheCollectorDidNotTakeIsToBeSentAgain() {
    status = 503;
    HttpResponse<String> away = post("lineage", COMPLETE.getBytes(UTF_8));
    assertThat(away.statusCode()).isEqualTo(503);
    assertThat(away.headers().firstValue("Retry-After")).isPresent();
    assertThat(away.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    status = 200;
    answer = "{\"partialSuccess\":{\"rejectedLogRecords\":\"1\",\"errorMessage\":\"no\"}}";
    assertThat(post("lineage", COMPLETE.getBytes(UTF_8)).statusCode()).isEqualTo(400);
  }

  @Test
  void whatTheCollectorRefusesForGoodIsNotToBeSentAgain() {
    for (int refusal : new int[] {400, 413}) {
      status = refusal;
      HttpResponse<String> refused = post("lineage", COMPLETE.getBytes(UTF_8));
      assertThat(refused.statusCode()).isEqualTo(refusal);
      assertThat(refused.headers().firstValue("Retry-After")).isEmpty();
    }
    status = 415;
    assertThat(post("lineage", COMPLETE.getBytes(UTF_8)).statusCode()).isEqualTo(502);
  }

  @Test
  void timesThatCannotBeStoredAreBadInput() throws Exception {
    for (String time : List.of("-1000000000-01-01T00:00:00Z", "9999-12-31T23:59:59Z")) {
      HttpResponse<String> response =
          HTTP.send(
              HttpRequest.newBuilder(address("sources?from=" + time)).build(),
              BodyHandlers.ofString());
      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(response.body()).contains("expected a time between 1970 and 2262, came " + time);
    }
  }

  @Test
  void badInputIsAProblemWithTheReason() {
    HttpResponse<String> response = post("lineage", "{\"eventTime\": 5}".getBytes(UTF_8));
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("expected a time such as", "came 5");
    assertThat(post("sources/dbt", "nonsense".getBytes(UTF_8)).statusCode()).isEqualTo(400);
    assertThat(post("lineage", new byte[0]).statusCode()).isEqualTo(400);
    assertThat(post("lineage", new byte[(8 << 20) + 1]).statusCode()).isEqualTo(413);
    assertThat(RECEIVED).isEmpty();
  }

  @Test
  void dbtsFileIsTaken() {
    String file =
        """
        {"metadata": {"dbt_schema_version": "https://schemas.getdbt.com/dbt/sources/v3.json"},
         "results": [{"unique_id": "source.a.b.c", "status": "pass",
           "snapshotted_at": "2026-11-22T10:00:00Z", "max_loaded_at": "2026-11-22T09:00:00Z"}]}
        """;
    HttpResponse<String> response = post("sources/dbt", file.getBytes(UTF_8));
    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(RECEIVED.getFirst().toString()).contains("source.a.b.c");
  }

  @Test
  void theBoardIsAListWithVerdictsAndReasons() throws Exception {
    HttpResponse<String> response =
        HTTP.send(HttpRequest.newBuilder(address("sources")).build(), BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(200);
    JsonNode list = JsonMapper.shared().readTree(response.body());
    assertThat(list.has("next")).isTrue();
    JsonNode prices =
        list.path("items")
            .valueStream()
            .filter(item -> item.path("id").stringValue().equals("price-list"))
            .findFirst()
            .orElseThrow();
    assertThat(prices.path("state").stringValue()).isEqualTo("STALE");
    assertThat(prices.path("why").stringValue()).isEqualTo("1 d 2 h old, 1 d allowed");
    assertThat(prices.path("agents").get(0).stringValue()).isEqualTo(SeededFleet.DRIFTING);
    assertThat(prices.path("uses").longValue()).isEqualTo(43);
    assertThat(prices.path("carriers").toString()).isEqualTo("[\"attributes\"]");
    // Its newest event is 26 hours old, a day is allowed; the first of the answers were in time.
    assertThat(prices.path("answers").longValue()).isEqualTo(43);
    assertThat(prices.path("stale_answers").longValue()).isEqualTo(30);
  }

  @Test
  void theAnswersThatUsedASourceWhileItWasStaleAreCountedByAgent() throws Exception {
    HttpResponse<String> response =
        HTTP.send(
            HttpRequest.newBuilder(address("sources/answers?source=price-list")).build(),
            BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(200);
    JsonNode items = JsonMapper.shared().readTree(response.body()).path("items");
    assertThat(items.size()).isEqualTo(1);
    assertThat(items.get(0).path("agent").stringValue()).isEqualTo(SeededFleet.DRIFTING);
    assertThat(items.get(0).path("answers").longValue()).isEqualTo(43);
    assertThat(items.get(0).path("stale_answers").longValue()).isEqualTo(30);
    assertThat(items.get(0).path("stale_share").doubleValue()).isEqualTo(30.0 / 43);
  }

  private static HttpResponse<String> post(String path, byte[] body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return HTTP.send(request.build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static URI address(String path) {
    return URI.create("http://127.0.0.1:" + pages.port() + "/api/v1/" + path);
  }
}
