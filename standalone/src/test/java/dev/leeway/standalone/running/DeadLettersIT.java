package dev.leeway.standalone.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import dev.leeway.kafka.Topics;
import dev.leeway.simulator.replay.ReplayCommand;
import dev.leeway.standalone.config.LeewayConfig;
import dev.leeway.standalone.doctor.DoctorTelemetryCommand;
import dev.leeway.storage.StorageConfig;
import dev.leeway.storage.http.ClickHouseClient;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a whole Leeway sets aside can be seen, sent again, and is then stored once. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 6, unit = TimeUnit.MINUTES)
final class DeadLettersIT {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What a command printed, and what it ended with. */
  private record Outcome(int code, String out) {
    JsonNode json() throws Exception {
      return JSON.readTree(out);
    }
  }

  @TempDir static Path home;
  private static RunningLeeway leeway;
  private static ClickHouseClient clickHouse;

  @BeforeAll
  static void putWhatCannotBeReadStraightOnTheTopic() throws Exception {
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
                    "LEEWAY_FLINK_PORT", "0"),
                home),
            CLOCK);
    clickHouse =
        new ClickHouseClient(StorageConfig.defaults().withUri(leeway.addresses().clickHouse()));
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", leeway.addresses().kafka(), "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      ByteString malformed = ByteString.copyFrom(new byte[] {10, 127, 1});
      producer.send(tenant(request(span(1)).concat(requestOf(malformed)))).get();
      producer.send(new ProducerRecord<>(Topics.SPANS, request(span(2)).toByteArray())).get();
      producer.send(tenant(ByteString.copyFrom(new byte[] {1, 2, 3}))).get();
    }
  }

  @AfterAll
  static void stop() {
    if (leeway != null) {
      clickHouse.close();
      leeway.close();
    }
  }

  @Test
  @Order(1)
  void whatIsSetAsideIsInTheTableWithItsOriginAndItsNeighbourIsStored() {
    awaitLines("SELECT count() FROM dead_letters", "3");
    assertThat(
            query(
                "SELECT reason, tenant_id, topic, partition, offset >= 0, payload_bytes ="
                    + " length(payload), append_time > now() - 600, detail != ''"
                    + " FROM dead_letters ORDER BY reason"))
        .isEqualTo(
            """
            malformed_request\tdefault\totlp_spans\t0\t1\t1\t1\t1
            malformed_span\tdefault\totlp_spans\t0\t1\t1\t1\t1
            no_tenant\t\totlp_spans\t0\t1\t1\t1\t1\
            """);
    awaitLines("SELECT count() FROM agent_events WHERE tenant_id = 'default'", "1");
  }

  @Test
  @Order(2)
  void theTopicTellsTheSame() throws Exception {
    List<String> reasons = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", leeway.addresses().kafka()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(Topics.DEAD_LETTERS, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> {
            for (ConsumerRecord<byte[], byte[]> told : consumer.poll(Duration.ofMillis(200))) {
              JsonNode letter = JSON.readTree(told.value());
              assertThat(letter.path("payload").binaryValue())
                  .hasSize(letter.path("payload_bytes").asInt());
              reasons.add(letter.path("reason").asText());
            }
            return reasons.size() >= 3;
          });
    }
    assertThat(reasons)
        .containsExactlyInAnyOrder("malformed_span", "no_tenant", "malformed_request");
  }

  @Test
  @Order(3)
  void aReplayStoresWhatTheReceiverTakesAndSaysWhyItRefusesTheRest() throws Exception {
    Outcome replay = replay("--dead-letters", "--json");

    assertThat(replay.json().path("letters").asInt()).as(replay.out()).isEqualTo(3);
    assertThat(replay.json().path("sent").asInt()).isEqualTo(3);
    assertThat(replay.json().path("accepted").asInt()).isEqualTo(1);
    assertThat(replay.json().path("refused").asInt()).isEqualTo(2);
    assertThat(replay.json().path("refusals").findValuesAsText("reason"))
        .hasSize(2)
        .allMatch(reason -> reason.contains("400"));
    assertThat(replay.code()).isEqualTo(1);
    awaitLines("SELECT count() FROM agent_events WHERE tenant_id = 'default'", "2");
  }

  @Test
  @Order(4)
  void aSecondReplayAddsNothing() throws Exception {
    assertThat(replay("--dead-letters", "--reason", "no_tenant").code()).isZero();

    await().atMost(Duration.ofMinutes(2)).until(leeway::settled);
    assertThat(query("SELECT count() FROM agent_events WHERE tenant_id = 'default'"))
        .isEqualTo("2");
    assertThat(query("SELECT count() FROM dead_letters")).isEqualTo("3");
  }

  @Test
  @Order(5)
  void nothingThereIsSaidAndIsNoFailure() throws Exception {
    Outcome none = replay("--dead-letters", "--reason", "no_such_reason");
    assertThat(none.code()).isZero();
    assertThat(none.out()).contains("nothing was set aside");
    assertThat(replay("--dead-letters", "--since", CLOCK.instant().toString(), "--json").json())
        .isEqualTo(
            JSON.readTree(
                "{\"letters\":0,\"repeated\":0,\"sent\":0,\"accepted\":0,\"refused\":0,"
                    + "\"refusals\":[]}"));
  }

  @Test
  @Order(6)
  void theDoctorNamesTheUnknownServiceTheUnknownKeyAndTheMissingTokens() {
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() -> {
          Outcome doctor = doctor("--json");
          assertThat(doctor.code()).isEqualTo(1);
          JsonNode sender = doctor.json().path("senders").path(0);
          assertThat(sender.path("service_name").asText()).isEqualTo("unknown_service:java");
          assertThat(sender.path("model_calls").path("calls").asInt()).isEqualTo(2);
          assertThat(sender.path("model_calls").path("with_usage").asInt()).isZero();
          assertThat(sender.path("advice").toString())
              .contains("OTEL_SERVICE_NAME", "include_usage", "CAPTURE_MESSAGE_CONTENT");
          assertThat(doctor.json().path("unmapped_keys").toString()).contains("acme.secret");
          assertThat(doctor.json().path("dead_letters").path("malformed_span").asInt()).isOne();
        });
    assertThat(doctor().out()).contains("→", "set aside as no_tenant: 1");
  }

  @Test
  @Order(7)
  void withoutARunningLeewayBothSayThatNothingRuns() {
    assertThat(printed(out -> replayCommand(Optional.empty(), out), "--dead-letters").code())
        .isEqualTo(3);
    assertThat(
            printed(out -> new DoctorTelemetryCommand(CLOCK, home, Optional.empty(), out, out))
                .code())
        .isEqualTo(3);
  }

  private static Outcome replay(String... arguments) {
    return printed(out -> replayCommand(Optional.of(leeway.addresses()), out), arguments);
  }

  private static Outcome doctor(String... arguments) {
    return printed(
        out -> new DoctorTelemetryCommand(CLOCK, home, Optional.of(leeway.addresses()), out, out),
        arguments);
  }

  private static ReplayCommand replayCommand(Optional<Addresses> running, PrintStream out) {
    return new ReplayCommand(
        CLOCK,
        home,
        leeway.addresses().otlpHttp(),
        running.map(Addresses::clickHouse),
        home,
        out,
        System.err);
  }

  private interface CommandFactory {
    Callable<Integer> printingTo(PrintStream out);
  }

  private static Outcome printed(CommandFactory factory, String... arguments) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    int code = new CommandLine(factory.printingTo(out)).execute(arguments);
    return new Outcome(code, bytes.toString(StandardCharsets.UTF_8));
  }

  private static void awaitLines(String sql, String expected) {
    await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(() -> assertThat(query(sql)).isEqualTo(expected));
  }

  private static String query(String sql) {
    return new String(clickHouse.query(sql), StandardCharsets.UTF_8).strip();
  }

  private static ProducerRecord<byte[], byte[]> tenant(ByteString request) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(Topics.SPANS, request.toByteArray());
    record.headers().add(Topics.TENANT_HEADER, "default".getBytes(StandardCharsets.UTF_8));
    return record;
  }

  private static ByteString request(Span span) {
    return requestOf(span.toByteString());
  }

  /** A request around a span's bytes, whatever they are. */
  private static ByteString requestOf(ByteString span) {
    ByteString scopeSpans = length(18, span.size()).concat(span);
    ByteString resource =
        ResourceSpans.newBuilder()
            .setResource(
                Resource.newBuilder().addAttributes(text("service.name", "unknown_service:java")))
            .build()
            .toByteString();
    ByteString resourceSpans = resource.concat(length(18, scopeSpans.size())).concat(scopeSpans);
    return length(10, resourceSpans.size()).concat(resourceSpans);
  }

  private static ByteString length(int tag, int size) {
    return ByteString.copyFrom(
        size < 128
            ? new byte[] {(byte) tag, (byte) size}
            : new byte[] {(byte) tag, (byte) ((size & 127) | 128), (byte) (size >> 7)});
  }

  private static Span span(long id) {
    long now = CLOCK.millis() * 1_000_000;
    return Span.newBuilder()
        .setTraceId(ByteString.copyFrom(ByteBuffer.allocate(16).putLong(7).putLong(id).array()))
        .setSpanId(ByteString.copyFrom(ByteBuffer.allocate(8).putLong(id).array()))
        .setName("chat gpt-4o")
        .setStartTimeUnixNano(now - 100_000_000)
        .setEndTimeUnixNano(now)
        .addAttributes(text("gen_ai.operation.name", "chat"))
        .addAttributes(text("gen_ai.provider.name", "openai"))
        .addAttributes(text("gen_ai.request.model", "gpt-4o"))
        .addAttributes(text("acme.secret.sauce", "tomato"))
        .addAttributes(
            KeyValue.newBuilder()
                .setKey("gen_ai.request.stream")
                .setValue(AnyValue.newBuilder().setBoolValue(true)))
        .build();
  }

  private static KeyValue text(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }
}
