package dev.leeway.collector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Status;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpRequestWriter;
import com.linecorp.armeria.common.RequestHeaders;
import dev.leeway.collector.otlp.Refusal;
import dev.leeway.collector.otlp.Signal;
import dev.leeway.kafka.EmbeddedKafka;
import dev.leeway.kafka.EmbeddedKafkaConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections: kept alive, in chunks, slow, broken off, and at the collector's end. */
final class ConnectionIT {
  private static final String PROTOBUF = "Content-Type: application/x-protobuf";
  private static final byte[] TRACES = Requests.traces(Requests.spans(2)).toByteArray();

  @TempDir private static Path directory;
  private static EmbeddedKafka kafka;
  private Collector collector;

  @BeforeAll
  static void startKafka() {
    kafka = EmbeddedKafka.start(EmbeddedKafkaConfig.defaults(directory));
  }

  @AfterAll
  static void stopKafka() {
    kafka.close();
  }

  @BeforeEach
  void start() {
    collector =
        Collector.start(CollectorConfig.defaults().withPorts(0, 0), kafka.bootstrapServers());
    Client client = new Client(collector);
    Awaitility.await()
        .until(() ->
            client.post("/v1/traces", "application/x-protobuf", TRACES).status().code() == 200);
  }

  @AfterEach
  void stop() {
    collector.close();
    Equations.hold(collector);
  }

  @Test
  void aConnectionServesOneRequestAfterAnotherAndOutlivesBadOnes() throws Exception {
    try (RawConnection connection = new RawConnection(collector.httpPort())) {
      for (int status : new int[] {200, 200, 400, 415, 200}) {
        byte[] body = status == 400 ? "garbage!".getBytes(UTF_8) : TRACES;
        connection.head(status == 415 ? "X: y" : PROTOBUF, "Content-Length: " + body.length);
        connection.write(body);
        assertThat(connection.read().status()).isEqualTo(status);
      }
    }
  }

  @Test
  void requestsMayFollowEachOtherWithoutWaiting() throws Exception {
    try (RawConnection connection = new RawConnection(collector.httpPort())) {
      for (int i = 0; i < 5; i++) {
        connection.head(PROTOBUF, "Content-Length: " + TRACES.length);
        connection.write(TRACES);
      }
      for (int i = 0; i < 5; i++) {
        assertThat(connection.read().status()).isEqualTo(200);
      }
    }
  }

  @Test
  void aBodyMayComeInChunks() throws Exception {
    try (RawConnection connection = new RawConnection(collector.httpPort());
        KafkaTail tail = new KafkaTail(kafka.bootstrapServers(), "otlp_spans")) {
      connection.head(PROTOBUF, "Transfer-Encoding: chunked");
      for (int from = 0; from < TRACES.length; from += 50) {
        byte[] chunk = Arrays.copyOfRange(TRACES, from, Math.min(TRACES.length, from + 50));
        connection.write(Integer.toHexString(chunk.length) + "\r\n");
        connection.write(chunk);
        connection.write("\r\n");
      }
      connection.write("0\r\n\r\n");
      assertThat(connection.read().status()).isEqualTo(200);
      assertThat(tail.read().getFirst().value()).isEqualTo(TRACES);
    }
  }

  @Test
  void whoAsksBeforeSendingIsToldToGoOn() throws Exception {
    try (RawConnection connection = new RawConnection(collector.httpPort())) {
      connection.head(PROTOBUF, "Content-Length: " + TRACES.length, "Expect: 100-continue");
      assertThat(connection.read().status()).isEqualTo(100);
      connection.write(TRACES);
      assertThat(connection.read().status()).isEqualTo(200);
    }
  }

  @Test
  void aBodyThatTricklesIsPutOffAndItsConnectionClosed() throws Exception {
    try (RawConnection connection = new RawConnection(collector.httpPort())) {
      connection.head(PROTOBUF, "Content-Length: " + TRACES.length);
      connection.write(Arrays.copyOf(TRACES, 40));
      RawConnection.Reply reply = connection.read();
      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.headers()).containsEntry("retry-after", "2");
      assertThat(Status.parseFrom(reply.body()).getMessage())
          .isEqualTo(
              "expected at least 1024 bytes a second, and the whole body in time, came 40 bytes");
      assertThat(connection.ended()).isTrue();
    }
    assertThat(collector.metrics().snapshot(Signal.TRACES).refusedRequests())
        .containsEntry(Refusal.TOO_SLOW, 1L);
  }

  @Test
  void aCallThatTricklesIsPutOffToo() {
    Unfinished call = new Unfinished(collector);
    call.write(Arrays.copyOf(Client.framed(0, TRACES), 40));
    AggregatedHttpResponse reply = call.reply().join();
    assertThat(reply.headers().get("grpc-status")).isEqualTo("14");
    assertThat(reply.headers().contains("grpc-status-details-bin")).isTrue();
  }

  @Test
  void whatABrokenConnectionHeldIsGivenBack() throws Exception {
    RawConnection connection = new RawConnection(collector.httpPort());
    connection.head(PROTOBUF, "Content-Length: " + 5 * TRACES.length);
    connection.write(TRACES);
    Awaitility.await().until(() -> bytesInFlight() > 0);
    connection.close();
    Awaitility.await().until(() -> bytesInFlight() == 0);
  }

  @Test
  void requestsUnderWayAtTheEndAreAnswered() throws Exception {
    try (RawConnection connection = new RawConnection(collector.httpPort());
        KafkaTail tail = new KafkaTail(kafka.bootstrapServers(), "otlp_spans")) {
      byte[] message = Client.framed(0, TRACES);
      Unfinished call = new Unfinished(collector);
      call.write(Arrays.copyOf(message, 100));
      connection.head(PROTOBUF, "Content-Length: " + TRACES.length);
      connection.write(Arrays.copyOf(TRACES, 100));
      Awaitility.await().until(() -> bytesInFlight() >= 200);

      CompletableFuture<Void> closing = CompletableFuture.runAsync(collector::close);
      Awaitility.await().until(() -> collector.check().reasons().equals(List.of("closing")));
      assertThat(closing).isNotDone();

      connection.write(Arrays.copyOfRange(TRACES, 100, TRACES.length));
      call.write(Arrays.copyOfRange(message, 100, message.length));
      call.end();
      assertThat(connection.read().status()).isEqualTo(200);
      assertThat(call.reply().join().trailers().get("grpc-status")).isEqualTo("0");
      closing.join();
      assertThat(tail.read()).hasSize(2);
    }
  }

  private long bytesInFlight() {
    return collector.bytesInFlight();
  }

  /** A gRPC call whose body comes in pieces. */
  private static final class Unfinished {
    private final HttpRequestWriter body;
    private final CompletableFuture<AggregatedHttpResponse> reply;

    Unfinished(Collector collector) {
      body =
          HttpRequest.streaming(
              RequestHeaders.builder(HttpMethod.POST, Signal.TRACES.grpcPath())
                  .add("content-type", "application/grpc")
                  .add("te", "trailers")
                  .build());
      reply =
          WebClient.builder("h2c://127.0.0.1:" + collector.grpcPort())
              .responseTimeout(Duration.ofSeconds(30))
              .build()
              .execute(body)
              .aggregate();
    }

    void write(byte[] bytes) {
      body.write(HttpData.wrap(bytes));
    }

    void end() {
      body.close();
    }

    CompletableFuture<AggregatedHttpResponse> reply() {
      return reply;
    }
  }
}
