package dev.leeway.webui.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import dev.leeway.clickhouse.testing.TestDatabase;
import dev.leeway.clickhouse.testing.TestEngine;
import dev.leeway.kafka.EmbeddedKafka;
import dev.leeway.kafka.EmbeddedKafkaConfig;
import dev.leeway.signals.rules.RuleBook;
import dev.leeway.storage.StorageConfig;
import dev.leeway.storage.http.ClickHouseClient;
import dev.leeway.storage.pool.ReadPool;
import dev.leeway.storage.query.IncidentEventStore;
import dev.leeway.storage.schema.Migrations;
import dev.leeway.storage.schema.RetentionConfig;
import dev.leeway.testkit.TestClock;
import dev.leeway.webui.config.WebUiConfig;
import dev.leeway.webui.config.WebUiSettings;
import dev.leeway.webui.health.HealthReport;
import dev.leeway.webui.journal.JournalException;
import dev.leeway.webui.journal.KafkaJournal;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people do about findings, over a real broker and a real engine. */
final class FindingActionsIT {
  // Retention goes by the engine's clock, so the rows must be new.
  private final TestClock clock = new TestClock(InstantSource.system().instant());

  @TempDir private static Path folder;
  private static EmbeddedKafka broker;
  private static HikariDataSource pool;
  private static StorageConfig storage;

  @BeforeAll
  static void start() {
    broker = EmbeddedKafka.start(EmbeddedKafkaConfig.defaults(folder.resolve("kafka")));
    TestDatabase database = TestEngine.databaseFor(FindingActionsIT.class);
    storage =
        StorageConfig.defaults()
            .withUri(database.uri())
            .withDatabase(database.name())
            .withCredentials(database.user(), database.password());
    try (ClickHouseClient client = new ClickHouseClient(storage)) {
      Migrations.apply(client, RetentionConfig.defaults());
    }
    pool = ReadPool.of(storage);
  }

  @AfterAll
  static void stop() {
    pool.close();
    broker.close();
  }

  @Test
  void anActionIsInTheTopicAndInTheHistory() {
    KafkaJournal journal = new KafkaJournal(config(broker.bootstrapServers()));
    FindingActions actions = actions(new KafkaActionPublisher(journal));
    FindingAction acknowledged = actions.acknowledge("f1", "me", "on it");
    clock.advance(Duration.ofSeconds(1));
    FindingAction resolved = actions.resolve("f1", "me", "");
    assertThat(actions.history("f1")).containsExactly(acknowledged, resolved);
    assertThat(actions.standing(List.of("f1", "f2"))).isEqualTo(Map.of("f1", resolved));
    assertThat(inTopic("default/f1")).containsExactly(acknowledged, resolved);
    journal.close();
  }

  @Test
  void aSilenceStandsUntilItsEnd() {
    KafkaJournal journal = new KafkaJournal(config(broker.bootstrapServers()));
    FindingActions actions = actions(new KafkaActionPublisher(journal));
    FindingAction silenced = actions.silence("f3", Duration.ofHours(1), "me", "load test");
    assertThat(actions.standing(List.of("f3"))).isEqualTo(Map.of("f3", silenced));
    clock.advance(Duration.ofHours(1));
    assertThat(actions.standing(List.of("f3"))).isEmpty();
    journal.close();
  }

  @Test
  void whatKafkaDidNotTakeIsNotInTheHistory() {
    KafkaJournal journal = new KafkaJournal(config("127.0.0.1:1"));
    FindingActions actions = actions(new KafkaActionPublisher(journal));
    assertThatExceptionOfType(JournalException.class)
        .isThrownBy(() -> actions.resolve("f4", "me", ""))
        .withMessageContaining("Kafka did not acknowledge");
    assertThat(actions.history("f4")).isEmpty();
    journal.close();
  }

  private FindingActions actions(ActionPublisher publisher) {
    WebUiSettings settings =
        new WebUiSettings(
            clock,
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
            HealthReport::of,
            HealthReport::of,
            RuleBook.defaults(),
            Optional.empty());
    return new FindingActions(publisher, new IncidentEventStore(pool), settings, config("x:1"));
  }

  private static WebUiConfig config(String kafka) {
    URI otlp = URI.create("http://127.0.0.1:4318");
    return new WebUiConfig(
        InetAddress.getLoopbackAddress(), 0, storage, kafka, otlp, otlp, "default");
  }

  private static List<FindingAction> inTopic(String key) {
    Map<String, Object> properties = Map.of("bootstrap.servers", broker.bootstrapServers());
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(KafkaJournal.INCIDENTS).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      List<FindingAction> found = new ArrayList<>();
      Awaitility.await()
          .until(() -> {
            for (ConsumerRecord<String, String> entry : consumer.poll(Duration.ofMillis(200))) {
              if (entry.key().equals(key)) {
                FindingAction.parse(entry.value()).ifPresent(found::add);
              }
            }
            return found.size() >= 2;
          });
      return found;
    }
  }
}
