package dev.leeway.streamjobs.job;

import static org.awaitility.Awaitility.await;

import dev.leeway.clickhouse.testing.TestDatabase;
import dev.leeway.clickhouse.testing.TestEngine;
import dev.leeway.kafka.EmbeddedKafka;
import dev.leeway.kafka.EmbeddedKafkaConfig;
import dev.leeway.kafka.Topics;
import dev.leeway.signals.event.TraceId;
import dev.leeway.storage.StorageConfig;
import dev.leeway.storage.http.ClickHouseClient;
import dev.leeway.storage.lookup.EventLookup;
import dev.leeway.storage.lookup.StoredTrace;
import dev.leeway.storage.schema.Migrations;
import dev.leeway.storage.schema.RetentionConfig;
import dev.leeway.streamjobs.checkpoint.CheckpointFolder;
import dev.leeway.streamjobs.checkpoint.StoredCheckpoint;
import dev.leeway.streamjobs.scenario.ScenarioSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A real broker, a real engine with all tables, and the job between them. */
final class JobFixture implements AutoCloseable {
  private static final byte[] SECRET = "sixteen bytes or more".getBytes(StandardCharsets.UTF_8);
  private final EmbeddedKafka kafka;
  private final TestDatabase database;
  private final KafkaProducer<byte[], byte[]> producer;
  private final StreamJobsConfig config;

  JobFixture(Class<?> test, Path folder) {
    this.kafka = EmbeddedKafka.start(EmbeddedKafkaConfig.defaults(folder.resolve("kafka")));
    this.database = TestEngine.databaseFor(test);
    StorageConfig storage =
        StorageConfig.defaults()
            .withUri(database.uri())
            .withDatabase(database.name())
            .withCredentials(database.user(), database.password());
    try (ClickHouseClient clickHouse = new ClickHouseClient(storage)) {
      Migrations.apply(clickHouse, RetentionConfig.defaults());
    }
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "acks",
                "all",
                "max.request.size",
                2_000_000),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    this.config =
        StreamJobsConfig.defaults(
                kafka.bootstrapServers(), storage, SECRET, folder.resolve("state"))
            .withCheckpointInterval(Duration.ofMillis(500));
  }

  StreamJobsConfig config() {
    return config;
  }

  RunningStreamJob start() {
    return start(config);
  }

  RunningStreamJob start(StreamJobsConfig changed) {
    return StreamJob.start(changed, InstantSource.system());
  }

  void send(OtlpTraffic traffic, List<Span> spans) {
    send("default", traffic.request(spans));
  }

  void send(String tenant, byte[] request) {
    send(record(Topics.SPANS, tenant, request));
  }

  void sendLogs(String tenant, byte[] request) {
    send(record(Topics.LOGS, tenant, request));
  }

  void sendMetrics(String tenant, byte[] request) {
    send(record(Topics.METRICS, tenant, request));
  }

  /** Spans, without waiting for the broker. */
  void sendLater(String tenant, byte[] request) {
    sendLater(tenant, ScenarioSpans.Signal.SPANS, request);
  }

  /** Without waiting for the broker; what one tenant sends stays in its order, in one partition. */
  @SuppressWarnings("FutureReturnValueIgnored") // flush() waits for all.
  void sendLater(String tenant, ScenarioSpans.Signal signal, byte[] request) {
    String topic = signal == ScenarioSpans.Signal.SPANS ? Topics.SPANS : Topics.METRICS;
    byte[] key = tenant.getBytes(StandardCharsets.UTF_8);
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key, request);
    record.headers().add(Topics.TENANT_HEADER, key);
    producer.send(record);
  }

  void flush() {
    producer.flush();
  }

  void send(ProducerRecord<byte[], byte[]> record) {
    try {
      producer.send(record).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  String query(String sql) {
    return database.execute(sql).strip();
  }

  /** All that is stored of a trace, as the job itself reads it. */
  StoredTrace stored(String tenant, TraceId trace) {
    try (ClickHouseClient clickHouse = new ClickHouseClient(config.storage())) {
      return new EventLookup(clickHouse).trace(tenant, trace, 10_000);
    }
  }

  /** A gate before the engine; the fixture's own questions pass beside it. */
  Gate gate() {
    return new Gate(database.uri());
  }

  StreamJobsConfig through(Gate gate) {
    return new StreamJobsConfig(
        config.bootstrapServers(),
        config.spans(),
        config.metrics(),
        config.logs(),
        config.storage().withUri(gate.uri()),
        config.userIdSecret(),
        config.stateFolder(),
        config.parallelism(),
        config.checkpointInterval(),
        config.webPort(),
        config.rules());
  }

  /** Newest first. */
  List<Path> checkpoints() {
    return new CheckpointFolder(config.stateFolder().resolve("checkpoints"))
        .newestFirst().stream().map(StoredCheckpoint::path).toList();
  }

  void damage(Path checkpoint) {
    try {
      Files.write(checkpoint.resolve("_metadata"), new byte[] {1, 2, 3});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All that users see of events, runs and windows, as text: equal for equal content. */
  String tables() {
    return query(
            """
            SELECT hex(trace_id), hex(span_id), hex(parent_span_id), start_time, duration_ns,
              agent_name, name, kind, input_tokens, cost_usd, tool_name, status, flags
            FROM agent_events ORDER BY ALL\
            """)
        + "\n--\n"
        + query(
            """
            SELECT hex(trace_id), hex(run_id), revision, agent_name, name, start_time,
              duration_ns, status, outcome, error_type, spans, llm_calls, tool_calls, attempts,
              input_tokens, output_tokens, cost_usd, mapSort(signals), mapSort(dimensions), flags
            FROM runs FINAL ORDER BY ALL\
            """)
        + "\n--\n"
        + query(
            """
            SELECT signal, mapSort(slice), window_start, window_seconds, count, sum, min, max,
              categories, sketch
            FROM signal_windows_merged
            WHERE signal NOT IN ('telemetry.late', 'answer.self_consistency', 'answer.diversity')
              -- they measure the order of arrival
            ORDER BY ALL\
            """);
  }

  long number(String sql) {
    return Long.parseLong(query(sql));
  }

  void awaitSettled(RunningStreamJob job) {
    await("settled")
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(200))
        .until(job::settled);
  }

  private static ProducerRecord<byte[], byte[]> record(
      String topic, String tenant, byte[] request) {
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, request);
    record.headers().add(Topics.TENANT_HEADER, tenant.getBytes(StandardCharsets.UTF_8));
    return record;
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
    kafka.close();
  }
}
