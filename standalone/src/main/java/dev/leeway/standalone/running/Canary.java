package dev.leeway.standalone.running;

import com.google.protobuf.ByteString;
import dev.leeway.simulator.otlp.Attributes;
import dev.leeway.storage.StorageException;
import dev.leeway.storage.http.ClickHouseClient;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a span of the reserved tenant every half minute and asks ClickHouse until it is there, so
 * that "ready" means that what comes in can be seen, not that processes are up. Thread-safe.
 */
final class Canary implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Canary.class);
  private static final String TENANT = "__leeway";
  private static final Duration EVERY = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration POLL_MAX = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** A span may be late by one round of the canary before that is worth saying. */
  private static final Duration FRESH = EVERY.plus(PATIENCE);

  private record Seen(Instant at, Duration took) {}

  private final String bootstrapServers;
  private final ClickHouseClient clickHouse;
  private final InstantSource clock;
  private final SplittableRandom random;
  private final AtomicReference<Seen> seen =
      new AtomicReference<>(new Seen(Instant.EPOCH, Duration.ZERO));
  private final Thread thread;

  Canary(String bootstrapServers, ClickHouseClient clickHouse, InstantSource clock) {
    this.bootstrapServers = bootstrapServers;
    this.clickHouse = clickHouse;
    this.clock = clock;
    this.random = new SplittableRandom(clock.millis());
    this.thread = Thread.ofPlatform().name("canary").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Whether a canary came through lately. */
  boolean fresh() {
    return Duration.between(seen.get().at, clock.instant()).compareTo(FRESH) < 0;
  }

  String detail() {
    Seen last = seen.get();
    if (last.at.equals(Instant.EPOCH)) {
      return "no canary span has been queried back yet";
    }
    return "a canary span was queried back %d s ago, %d ms after it was sent"
        .formatted(Duration.between(last.at, clock.instant()).toSeconds(), last.took.toMillis());
  }

  private void run() {
    Map<String, Object> settings =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ProducerConfig.CLIENT_ID_CONFIG,
            "leeway-canary",
            ProducerConfig.BUFFER_MEMORY_CONFIG,
            1L << 20,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            5_000);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      while (true) {
        sing(producer);
        Thread.sleep(EVERY);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sing(KafkaProducer<byte[], byte[]> producer) throws InterruptedException {
    Instant sent = clock.instant();
    byte[] traceId = new byte[16];
    random.nextBytes(traceId);
    try {
      producer
          .send(
              new ProducerRecord<>(
                  "otlp_spans",
                  null,
                  null,
                  null,
                  span(traceId, sent),
                  List.of(
                      new RecordHeader("leeway-tenant", TENANT.getBytes(StandardCharsets.UTF_8)))))
          .get(10, TimeUnit.SECONDS);
      String sql =
          "SELECT count() FROM agent_events WHERE tenant_id = '"
              + TENANT
              + "' AND start_time >= now64(9) - INTERVAL 10 MINUTE AND trace_id = unhex('"
              + HexFormat.of().formatHex(traceId)
              + "') FORMAT TabSeparated";
      Duration pause = POLL;
      while (Duration.between(sent, clock.instant()).compareTo(PATIENCE) < 0) {
        if (!new String(clickHouse.query(sql), StandardCharsets.UTF_8).strip().equals("0")) {
          Instant now = clock.instant();
          seen.set(new Seen(now, Duration.between(sent, now)));
          return;
        }
        Thread.sleep(pause);
        // The longer it takes, the less a closer look is worth, to whom is busy already.
        pause = pause.compareTo(POLL_MAX) < 0 ? pause.multipliedBy(3).dividedBy(2) : pause;
      }
      LOG.warn("a canary span was not queried back within {}", PATIENCE);
    } catch (ExecutionException | TimeoutException | KafkaException | StorageException e) {
      LOG.warn("the canary could not be sent or asked for: {}", e.toString());
    }
  }

  private static byte[] span(byte[] traceId, Instant at) {
    long nanos = at.getEpochSecond() * 1_000_000_000L + at.getNano();
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setResource(
                    Resource.newBuilder().addAttributes(Attributes.of("service.name", "canary")))
                .addScopeSpans(
                    ScopeSpans.newBuilder()
                        .addSpans(
                            Span.newBuilder()
                                .setTraceId(ByteString.copyFrom(traceId))
                                .setSpanId(ByteString.copyFrom(new byte[] {0, 0, 0, 0, 0, 0, 0, 1}))
                                .setName("canary")
                                .setStartTimeUnixNano(nanos)
                                .setEndTimeUnixNano(nanos + 1_000_000))))
        .build()
        .toByteArray();
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
