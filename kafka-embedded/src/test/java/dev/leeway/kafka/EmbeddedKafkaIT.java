package dev.leeway.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.utils.Exit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedKafkaIT {
  private static final Duration DELIVERY = Duration.ofSeconds(20);

  @TempDir private Path directory;

  @Test
  void recordsAndTopicsSurviveAStopAndAStart() throws Exception {
    EmbeddedKafkaConfig config = EmbeddedKafkaConfig.defaults(directory);
    try (EmbeddedKafka broker = EmbeddedKafka.start(config);
        KafkaProducer<byte[], byte[]> producer =
            Records.producer(broker.bootstrapServers(), DELIVERY)) {
      assertThat(broker.check().serving()).isTrue();
      for (int i = 0; i < 10; i++) {
        Records.write(producer, Topics.SPANS, "span-" + i);
      }
    }
    try (EmbeddedKafka broker = EmbeddedKafka.start(config)) {
      assertThat(Records.readAll(broker.bootstrapServers(), Topics.SPANS))
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, 10).mapToObj(i -> "span-" + i).toList());
    }
  }

  @Test
  void topicsAreAsPlannedAndFollowALaterConfiguration() throws Exception {
    EmbeddedKafkaConfig config = EmbeddedKafkaConfig.defaults(directory);
    EmbeddedKafka.start(config).close();
    EmbeddedKafkaConfig wider =
        config.withPartitions(3, 1).withRetention(Duration.ofHours(2), 1_000_000_000L);
    try (EmbeddedKafka broker = EmbeddedKafka.start(wider);
        Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      assertThat(admin.listTopics().names().get())
          .isEqualTo(
              Set.of(
                  "otlp_spans",
                  "otlp_spans_external",
                  "otlp_metrics",
                  "otlp_metrics_external",
                  "otlp_logs",
                  "otlp_logs_external",
                  "leeway.findings",
                  "leeway.control",
                  "leeway.incidents",
                  "leeway.dead_letters"));
      // A broker hears of what its controller took a moment later.
      Awaitility.await()
          .untilAsserted(() ->
              assertThat(
                      admin
                          .describeTopics(Set.of(Topics.SPANS))
                          .allTopicNames()
                          .get()
                          .values()
                          .stream()
                          .map(description -> description.partitions().size()))
                  .containsExactly(3));
      assertThat(setting(admin, Topics.SPANS, "retention.ms")).isEqualTo("7200000");
      assertThat(setting(admin, Topics.SPANS, "retention.bytes")).isEqualTo("186666666");
      assertThat(setting(admin, Topics.SPANS, "message.timestamp.type")).isEqualTo("LogAppendTime");
      assertThat(setting(admin, Topics.CONTROL, "cleanup.policy")).isEqualTo("compact");
    }
  }

  @Test
  void aRequestToEndTheJvmEndsTheBrokerAloneAndSaysWhy() throws Exception {
    EmbeddedKafkaConfig config = EmbeddedKafkaConfig.defaults(directory);
    try (EmbeddedKafka broker = EmbeddedKafka.start(config);
        KafkaProducer<byte[], byte[]> producer =
            Records.producer(broker.bootstrapServers(), Duration.ofSeconds(2))) {
      Records.write(producer, Topics.SPANS, "before");
      broker.threads().start("test", () -> Exit.halt(1, "disk is full"));
      // The thread that asked does end with an uncaught exception.
      Awaitility.await().dontCatchUncaughtExceptions().until(() -> !broker.check().serving());
      BrokerCheck check = broker.check();
      assertThat(check.state()).isEqualTo(BrokerCheck.State.DEAD);
      assertThat(check.reason()).contains("halt with status 1").contains("disk is full");
      Awaitility.await()
          .dontCatchUncaughtExceptions()
          .untilAsserted(() ->
              assertThatThrownBy(() -> Records.write(producer, Topics.SPANS, "after"))
                  .isInstanceOf(ExecutionException.class)
                  .hasCauseInstanceOf(RetriableException.class));
    }
    try (EmbeddedKafka broker = EmbeddedKafka.start(config)) {
      assertThat(Records.readAll(broker.bootstrapServers(), Topics.SPANS)).contains("before");
    }
  }

  @Test
  void closedTwiceIsClosedAndAnswersSo() {
    EmbeddedKafka broker = EmbeddedKafka.start(EmbeddedKafkaConfig.defaults(directory));
    broker.close();
    broker.close();
    assertThat(broker.check().state()).isEqualTo(BrokerCheck.State.CLOSED);
  }

  @Test
  void aSecondBrokerOnTheSameDirectoryIsRefusedWithTheDirectoryInTheMessage() {
    EmbeddedKafkaConfig config = EmbeddedKafkaConfig.defaults(directory);
    try (EmbeddedKafka broker = EmbeddedKafka.start(config)) {
      assertThatThrownBy(() -> EmbeddedKafka.start(config))
          .isInstanceOf(EmbeddedKafkaException.class)
          .hasMessageContaining(directory.toString());
      assertThat(broker.check().serving()).isTrue();
    }
  }

  private static String setting(Admin admin, String topic, String key) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    return admin.describeConfigs(Set.of(resource)).all().get().values().stream()
        .map(settings -> settings.get(key).value())
        .findFirst()
        .orElseThrow();
  }
}
