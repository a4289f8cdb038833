package dev.leeway.collector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.linecorp.armeria.common.HttpMethod;
import dev.leeway.collector.otlp.Signal;
import dev.leeway.kafka.EmbeddedKafka;
import dev.leeway.kafka.EmbeddedKafkaConfig;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of requests in Kafka, and who may ask at all. */
final class ReceiverIT {
  private static final String PROTO = "application/x-protobuf";
  private static final byte[] TRACES = Requests.traces(Requests.spans(2)).toByteArray();
  private static final byte[] BAD_IDS =
      Requests.traces(
              Requests.span(1), Requests.span(2).toBuilder().setSpanId(ByteString.EMPTY).build())
          .toByteArray();

  @TempDir private static Path directory;
  private static EmbeddedKafka kafka;
  private static Collector collector;
  private static Client client;

  @BeforeAll
  static void start() {
    kafka = EmbeddedKafka.start(EmbeddedKafkaConfig.defaults(directory));
    collector =
        Collector.start(CollectorConfig.defaults().withPorts(0, 0), kafka.bootstrapServers());
    client = new Client(collector);
    Awaitility.await().until(() -> collector.check().ready() && ready());
  }

  @AfterAll
  static void stop() {
    collector.close();
    kafka.close();
  }

  @AfterEach
  void equationsHold() {
    Equations.hold(collector);
  }

  @Test
  void aRecordIsTheRequestByteForByteWithItsTenant() {
    try (Tails tails = new Tails()) {
      client.post("/v1/traces", PROTO, TRACES);
      ConsumerRecord<byte[], byte[]> record = tails.read().getFirst();
      assertThat(record.topic()).isEqualTo("otlp_spans");
      assertThat(record.value()).isEqualTo(TRACES);
      assertThat(record.key()).isNull();
      assertThat(record.headers().lastHeader("leeway-tenant").value())
          .asString(UTF_8)
          .isEqualTo("default");
    }
  }

  @Test
  void partialSuccessCountsTheRefusedAndKeepsTheRest() throws Exception {
    try (Tails tails = new Tails()) {
      Client.GrpcReply reply = client.grpc(Signal.TRACES.grpcPath(), BAD_IDS);
      assertThat(
              ExportTraceServiceResponse.parseFrom(reply.response())
                  .getPartialSuccess()
                  .getRejectedSpans())
          .isEqualTo(1);
      assertThat(ExportTraceServiceRequest.parseFrom(tails.read().getFirst().value()))
          .isEqualTo(Requests.traces(Requests.span(1)));
    }
  }

  @Test
  void aLargeRequestIsSplitAndAllOfItIsStored() throws Exception {
    byte[] large = Requests.traces(Requests.spans(20_000)).toByteArray();
    assertThat(large.length).isGreaterThan(4_000_000);
    try (Tails tails = new Tails()) {
      assertThat(client.post("/v1/traces", PROTO, large).status().code()).isEqualTo(200);
      List<ConsumerRecord<byte[], byte[]>> records = tails.read();
      assertThat(records).hasSizeGreaterThan(4);
      int spans = 0;
      for (ConsumerRecord<byte[], byte[]> record : records) {
        assertThat(record.value()).hasSizeLessThanOrEqualTo(1_000_000);
        spans +=
            ExportTraceServiceRequest.parseFrom(record.value())
                .getResourceSpans(0)
                .getScopeSpans(0)
                .getSpansCount();
      }
      assertThat(spans).isEqualTo(20_000);
    }
  }

  @ParameterizedTest
  @MethodSource("foreignHeaders")
  void foreignHostsAndPagesAreForbidden(Map<String, String> headers) throws Exception {
    RawHttp.Reply reply = RawHttp.get(collector.httpPort(), "/health/live", headers);
    assertThat(reply.status()).isEqualTo(403);
  }

  static List<Map<String, String>> foreignHeaders() {
    return List.of(
        Map.of("Host", "evil.example"),
        Map.of("Host", "127.0.0.1.evil.example:4318"),
        Map.of("Host", "localhost", "Origin", "https://evil.example"),
        Map.of("Host", "localhost", "Origin", "null"));
  }

  @Test
  void localNamesAreWelcome() throws Exception {
    for (String host : List.of("localhost", "127.0.0.1:4318", "[::1]:4318", "LOCALHOST:1")) {
      assertThat(RawHttp.get(collector.httpPort(), "/health/live", Map.of("Host", host)).status())
          .as(host)
          .isEqualTo(200);
    }
    assertThat(
            RawHttp.get(
                    collector.httpPort(),
                    "/health/live",
                    Map.of("Host", "localhost", "Origin", "http://localhost:8080"))
                .status())
        .isEqualTo(200);
  }

  @Test
  void healthAndInfoAnswerByGet() {
    assertThat(get("/health/live")).isEqualTo("{\"live\":true}");
    assertThat(get("/health/ready")).isEqualTo("{\"ready\":true,\"reasons\":[]}");
    assertThat(get("/info")).isEqualTo("{\"service\":\"leeway\"}");
  }

  private static boolean ready() {
    return get("/health/ready").contains("true");
  }

  private static String get(String path) {
    return client.http(HttpMethod.GET, path, Map.of(), new byte[0]).contentUtf8();
  }

  /** All three topics from now on. */
  private static final class Tails implements AutoCloseable {
    private final List<KafkaTail> tails =
        Arrays.stream(Signal.values())
            .map(signal -> new KafkaTail(kafka.bootstrapServers(), signal.topic()))
            .toList();

    List<ConsumerRecord<byte[], byte[]>> read() {
      return tails.stream().flatMap(tail -> tail.read().stream()).toList();
    }

    @Override
    public void close() {
      tails.forEach(KafkaTail::close);
    }
  }
}
