package dev.leeway.collector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import com.google.protobuf.ByteString;
import com.google.rpc.Status;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpHeaderNames;
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
import java.util.SplittableRandom;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the receiver answers to what, row by row, over the real broker. */
final class ReceiverMatrixIT {
  private static final String PROTO = "application/x-protobuf";
  private static final String JSON = "application/json";
  private static final byte[] TRACES = Requests.traces(Requests.spans(2)).toByteArray();
  private static final byte[] LOGS = Requests.logs(2).toByteArray();
  private static final byte[] METRICS = Requests.metrics(2).toByteArray();
  private static final byte[] BAD_IDS =
      Requests.traces(
              Requests.span(1), Requests.span(2).toBuilder().setSpanId(ByteString.EMPTY).build())
          .toByteArray();
  private static final String JSON_SPAN =
      """
      {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"5B8EFFF798038103D269B633813FC60C",
      "spanId":"EEE19B7EC3C1B174","name":"a"}]}]}]}
      """;

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

  /** One row: a request, the status, the content type and words of the answer, what is stored. */
  @SuppressWarnings("ArrayRecordComponent")
  record Row(
      String name,
      HttpMethod method,
      String path,
      Map<String, String> headers,
      byte[] body,
      int status,
      String contentType,
      String words,
      int records) {
    @Override
    public String toString() {
      return name;
    }

    static Row post(
        String name,
        String path,
        String contentType,
        byte[] body,
        int status,
        String words,
        int records) {
      return new Row(
          name,
          HttpMethod.POST,
          path,
          Map.of("content-type", contentType),
          body,
          status,
          contentType.replaceAll(";.*", ""),
          words,
          records);
    }

    static Row encoded(
        String name, String encoding, byte[] body, int status, String words, int records) {
      return new Row(
          name,
          HttpMethod.POST,
          "/v1/traces",
          Map.of("content-type", PROTO, "content-encoding", encoding),
          body,
          status,
          PROTO,
          words,
          records);
    }

    static Row method(HttpMethod method, String path, int status) {
      return new Row(method + " " + path, method, path, Map.of(), new byte[0], status, JSON, "", 0);
    }
  }

  static List<Row> rows() {
    byte[] half = Arrays.copyOf(TRACES, TRACES.length / 2);
    byte[] attributesAsObject =
        "{\"resourceSpans\":[{\"resource\":{\"attributes\":{\"a\":1}}}]}".getBytes(UTF_8);
    return List.of(
        // Endpoints and encodings.
        Row.post("traces, protobuf", "/v1/traces", PROTO, TRACES, 200, "", 1),
        Row.post("metrics, protobuf", "/v1/metrics", PROTO, METRICS, 200, "", 1),
        Row.post("logs, protobuf", "/v1/logs", PROTO, LOGS, 200, "", 1),
        Row.post("langfuse path", "/api/public/otel/v1/traces", PROTO, TRACES, 200, "", 1),
        Row.post("traces, JSON", "/v1/traces", JSON, JSON_SPAN.getBytes(UTF_8), 200, "{}", 1),
        Row.post(
            "JSON with charset",
            "/v1/traces",
            "application/json; charset=utf-8",
            JSON_SPAN.getBytes(UTF_8),
            200,
            "{}",
            1),
        new Row(
            "other type",
            HttpMethod.POST,
            "/v1/traces",
            Map.of("content-type", "text/plain"),
            TRACES,
            415,
            JSON,
            "text/plain",
            0),
        new Row("no type", HttpMethod.POST, "/v1/traces", Map.of(), TRACES, 415, JSON, "none", 0),
        Row.method(HttpMethod.GET, "/v1/traces", 405),
        Row.method(HttpMethod.PUT, "/v1/logs", 405),
        Row.method(HttpMethod.OPTIONS, "/v1/metrics", 405),
        Row.post("profiles", "/v1development/profiles", PROTO, TRACES, 404, "", 0),
        // Compression.
        Row.encoded("gzip", "gzip", Client.gzip(TRACES), 200, "", 1),
        Row.encoded("zstd", "zstd", Zstd.compress(TRACES), 200, "", 1),
        Row.encoded("identity", "identity", TRACES, 200, "", 1),
        Row.encoded("said gzip, is not", "gzip", TRACES, 400, "not a GZIP body", 0),
        Row.encoded("truncated gzip", "gzip", Arrays.copyOf(Client.gzip(TRACES), 60), 400, "", 0),
        Row.encoded("snappy", "snappy", TRACES, 415, "gzip, zstd", 0),
        // Size.
        Row.encoded("bomb", "gzip", Client.gzip(new byte[100 << 20]), 413, "100:1", 0),
        Row.encoded("over 64 MiB", "identity", new byte[(64 << 20) + 1], 413, "67108864", 0),
        // Success and partial success.
        Row.post("empty protobuf", "/v1/traces", PROTO, new byte[0], 200, "", 0),
        Row.post("empty JSON", "/v1/logs", JSON, "{}".getBytes(UTF_8), 200, "{}", 0),
        Row.post("unknown JSON", "/v1/logs", JSON, "{\"x\":[1]}".getBytes(UTF_8), 200, "{}", 0),
        Row.post(
            "a bad id", "/v1/traces", PROTO, BAD_IDS, 200, "refused of 2 spans: 1 with a span", 1),
        Row.post(
            "bad ids alone, JSON",
            "/v1/traces",
            JSON,
            JSON_SPAN.replace("EEE19B7EC3C1B174", "zz").getBytes(UTF_8),
            200,
            "\"rejectedSpans\":\"1\"",
            0),
        // Bad input.
        Row.post("garbage", "/v1/traces", PROTO, "garbage!".getBytes(UTF_8), 400, "not an OTLP", 0),
        Row.post("truncated", "/v1/traces", PROTO, half, 400, "not an OTLP request", 0),
        Row.post("garbage JSON", "/v1/traces", JSON, "{".getBytes(UTF_8), 400, "not JSON", 0),
        Row.post(
            "attributes as object",
            "/v1/traces",
            JSON,
            attributesAsObject,
            400,
            "attributes must be an array",
            0),
        Row.post("logs as traces", "/v1/traces", PROTO, LOGS, 400, "send it to /v1/logs", 0),
        Row.post("traces as logs", "/v1/logs", PROTO, TRACES, 400, "send it to /v1/traces", 0),
        Row.post("metrics as traces", "/v1/traces", PROTO, METRICS, 400, "/v1/metrics", 0));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void overHttp(Row row) {
    try (Tails tails = new Tails()) {
      AggregatedHttpResponse response =
          client.http(row.method(), row.path(), row.headers(), row.body());
      String content = response.content().toStringUtf8();
      assertThat(response.status().code()).as(content).isEqualTo(row.status());
      assertThat(content).contains(row.words());
      if (row.status() != 404) {
        assertThat(String.valueOf(response.contentType())).startsWith(row.contentType());
      }
      assertThat(response.headers().names())
          .doesNotContain(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN);
      assertThat(tails.read()).hasSize(row.records());
    }
  }

  /** One row: a call, its status and words, what is stored. */
  @SuppressWarnings("ArrayRecordComponent")
  record Call(
      String name,
      String path,
      Map<String, String> headers,
      byte[] body,
      int status,
      String words,
      int records) {
    @Override
    public String toString() {
      return name;
    }

    static Call of(
        String name, Signal signal, byte[] message, int status, String words, int records) {
      return new Call(
          name, signal.grpcPath(), Map.of(), Client.framed(0, message), status, words, records);
    }

    static Call encoded(
        String name,
        String encoding,
        int flag,
        byte[] message,
        int status,
        String words,
        int records) {
      return new Call(
          name,
          Signal.TRACES.grpcPath(),
          Map.of("grpc-encoding", encoding),
          Client.framed(flag, message),
          status,
          words,
          records);
    }
  }

  static List<Call> calls() {
    byte[] two = new byte[2 * (TRACES.length + 5)];
    System.arraycopy(Client.framed(0, TRACES), 0, two, 0, two.length / 2);
    System.arraycopy(Client.framed(0, TRACES), 0, two, two.length / 2, two.length / 2);
    String profiles =
        "/opentelemetry.proto.collector.profiles.v1development.ProfilesService/Export";
    return List.of(
        Call.of("traces", Signal.TRACES, TRACES, 0, "", 1),
        Call.of("metrics", Signal.METRICS, METRICS, 0, "", 1),
        Call.of("logs", Signal.LOGS, LOGS, 0, "", 1),
        Call.of("empty", Signal.TRACES, new byte[0], 0, "", 0),
        Call.of("a bad id", Signal.TRACES, BAD_IDS, 0, "", 1),
        Call.encoded("gzip", "gzip", 1, Client.gzip(TRACES), 0, "", 1),
        Call.encoded("zstd", "zstd", 1, Zstd.compress(TRACES), 0, "", 1),
        Call.encoded("gzip allowed, not used", "gzip", 0, TRACES, 0, "", 1),
        Call.encoded("said gzip, is not", "gzip", 1, TRACES, 3, "not a GZIP body", 0),
        Call.encoded("compressed, unsaid", "identity", 1, TRACES, 3, "without grpc-encoding", 0),
        Call.encoded("snappy", "snappy", 1, TRACES, 12, "gzip, zstd", 0),
        Call.encoded("bomb", "gzip", 1, Client.gzip(new byte[100 << 20]), 8, "100:1", 0),
        Call.of("over 64 MiB", Signal.LOGS, new byte[(64 << 20) + 1], 8, "expected at most", 0),
        Call.of("garbage", Signal.TRACES, "garbage!".getBytes(UTF_8), 3, "not an OTLP", 0),
        Call.of("logs as traces", Signal.TRACES, LOGS, 3, "/v1/logs", 0),
        new Call("two messages", Signal.TRACES.grpcPath(), Map.of(), two, 3, "one message", 0),
        new Call(
            "no message", Signal.TRACES.grpcPath(), Map.of(), new byte[0], 3, "one message", 0),
        new Call(
            "profiles", profiles, Map.of(), Client.framed(0, TRACES), 12, "expected traces", 0),
        new Call(
            "JSON",
            Signal.TRACES.grpcPath(),
            Map.of("content-type", "application/grpc+json"),
            Client.framed(0, JSON_SPAN.getBytes(UTF_8)),
            12,
            "protobuf",
            0));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("calls")
  void overGrpc(Call call) throws Exception {
    try (Tails tails = new Tails()) {
      Client.GrpcReply reply = client.grpcBody(call.path(), call.headers(), call.body());
      assertThat(reply.status()).as(reply.message()).isEqualTo(call.status());
      assertThat(reply.message()).contains(call.words());
      // Nothing here is worth a retry.
      assertThat(reply.details()).isEqualTo(Status.getDefaultInstance());
      assertThat(tails.read()).hasSize(call.records());
    }
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
  void aBadBodyIsAnsweredWithAStatusInItsOwnEncoding() throws Exception {
    AggregatedHttpResponse response = client.post("/v1/traces", PROTO, new byte[] {1, 2, 3});
    assertThat(Status.parseFrom(response.content().array()).getCode()).isEqualTo(3);
    assertThat(client.post("/v1/traces", JSON, new byte[] {1}).contentUtf8())
        .startsWith("{\"code\":3,\"message\":\"the request is not JSON");
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

  @Test
  void anAttributeOfEightMebibytesIsTruncated() {
    byte[] large =
        Requests.traces(
                Requests.span(1).toBuilder()
                    .addAttributes(Requests.text("gen_ai.input.messages", "p".repeat(8 << 20)))
                    .build())
            .toByteArray();
    try (Tails tails = new Tails()) {
      AggregatedHttpResponse response = client.post("/v1/traces", PROTO, large);
      assertThat(response.status().code()).isEqualTo(200);
      assertThat(response.contentUtf8()).contains("1 span stored with truncated attributes");
      assertThat(tails.read().getFirst().value()).hasSizeBetween(990_000, 1_000_000);
    }
  }

  @Test
  void whatFitsNoRecordIsAnswered413AndNever503() throws Exception {
    byte[] large =
        Requests.traces(Requests.span(1).toBuilder().setName("n".repeat(1_200_000)).build())
            .toByteArray();
    assertThat(client.post("/v1/traces", PROTO, large).status().code()).isEqualTo(413);
    Client.GrpcReply reply = client.grpc(Signal.TRACES.grpcPath(), large);
    assertThat(reply.status()).isEqualTo(8);
    assertThat(reply.details()).isEqualTo(Status.getDefaultInstance());
  }

  /** The equations are asserted after each test. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void damagedRequestsAreTakenOrRefusedForGood(long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    List<byte[]> wholes = List.of(TRACES, LOGS, METRICS, BAD_IDS, JSON_SPAN.getBytes(UTF_8));
    for (int i = 0; i < 150; i++) {
      byte[] body = wholes.get(random.nextInt(wholes.size())).clone();
      for (int edits = random.nextInt(4); edits > 0; edits--) {
        body[random.nextInt(body.length)] = (byte) random.nextInt(256);
      }
      Signal signal = List.of(Signal.values()).get(random.nextInt(3));
      if (random.nextBoolean()) {
        String type = random.nextBoolean() ? PROTO : JSON;
        assertThat(client.post(signal.httpPath(), type, body).status().code()).isIn(200, 400);
      } else {
        assertThat(client.grpc(signal.grpcPath(), body).status()).isIn(0, 3);
      }
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
