package dev.leeway.collector.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.collector.otlp.Signal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes requests to Kafka and says of each whether it is in the log. Thread-safe.
 *
 * <p>Once Kafka fails, everything is refused at once until a probe, every second, finds it again:
 * clients get their retry delay in microseconds instead of a timeout, and nothing piles up here.
 * Nothing is opened before {@link #start()}.
 */
public final class KafkaPublisher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaPublisher.class);
  private static final String TENANT_HEADER = "leeway-tenant";
  private static final Duration PROBE_INTERVAL = Duration.ofSeconds(1);
  private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration BLOCK_MAX = Duration.ofMillis(500);
  private static final KafkaCheck NOT_STARTED = new KafkaCheck(false, "not started");
  private static final KafkaCheck OK = new KafkaCheck(true, "");

  private final PublisherSettings settings;
  private final AtomicReference<KafkaCheck> health = new AtomicReference<>(NOT_STARTED);
  private final ScheduledExecutorService prober =
      Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "collector-kafka-probe");
        thread.setDaemon(true);
        return thread;
      });
  private final AtomicReference<KafkaCheck> lastProbe = new AtomicReference<>(NOT_STARTED);
  private volatile @Nullable Clients clients;

  /** Opened and closed together. */
  private record Clients(Producer<byte[], byte[]> producer, Admin admin) {}

  public KafkaPublisher(PublisherSettings settings) {
    this.settings = settings;
  }

  /** Connects in the background; until it has, records are refused. */
  public void start() {
    clients =
        new Clients(
            new KafkaProducer<>(
                producerSettings(), new ByteArraySerializer(), new ByteArraySerializer()),
            Admin.create(
                Map.of(
                    "bootstrap.servers", settings.bootstrapServers(),
                    "client.id", "leeway-collector-probe",
                    "request.timeout.ms", Math.toIntExact(PROBE_TIMEOUT.toMillis()),
                    "default.api.timeout.ms", Math.toIntExact(PROBE_TIMEOUT.toMillis()))));
    health.set(new KafkaCheck(false, "no answer from " + settings.bootstrapServers() + " yet"));
    var _ =
        prober.scheduleWithFixedDelay(
            this::probe, 0, PROBE_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Hands a record over; the future never fails. May block for half a second while Kafka is slow.
   */
  public CompletableFuture<Publication> publish(Signal signal, String tenant, byte[] value) {
    CompletableFuture<Publication> publication = new CompletableFuture<>();
    KafkaCheck now = health.get();
    Clients open = clients;
    if (!now.ok() || open == null) {
      publication.complete(new Publication(Publication.Outcome.NOT_SENT, now.reason()));
      return publication;
    }
    Thread sender = Thread.currentThread();
    List<Header> headers = List.of(new RecordHeader(TENANT_HEADER, tenant.getBytes(UTF_8)));
    try {
      var _ =
          open.producer()
              .send(
                  new ProducerRecord<>(signal.topic(), null, null, null, value, headers),
                  (metadata, failure) -> {
                    if (failure == null) {
                      publication.complete(Publication.ACKNOWLEDGED);
                    } else {
                      // What fails before it is queued is reported by the sending thread itself.
                      boolean queued = !Thread.currentThread().equals(sender);
                      publication.complete(failed(failure, queued));
                    }
                  });
    } catch (KafkaException | IllegalStateException e) {
      publication.complete(failed(e, false));
    }
    return publication;
  }

  /** What was found last: by a record, or by a probe within the last seconds. */
  public KafkaCheck health() {
    KafkaCheck now = health.get();
    return now.ok() ? lastProbe.get() : now;
  }

  /** Asks Kafka now, for two seconds at most. */
  public KafkaCheck check() {
    Clients open = clients;
    if (open == null) {
      return NOT_STARTED;
    }
    try {
      open.admin()
          .describeTopics(
              List.of(Signal.TRACES.topic(), Signal.METRICS.topic(), Signal.LOGS.topic()))
          .allTopicNames()
          .get(PROBE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
      return OK;
    } catch (ExecutionException | TimeoutException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return new KafkaCheck(
          false,
          "kafka at "
              + settings.bootstrapServers()
              + " does not answer: "
              + cause.getClass().getSimpleName()
              + (cause.getMessage() == null ? "" : ", " + cause.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new KafkaCheck(false, "interrupted");
    }
  }

  /** Waits for what was handed over, as long as its delivery may take. Safe to call twice. */
  @Override
  public synchronized void close() {
    prober.shutdownNow();
    Clients open = clients;
    clients = null;
    if (open != null) {
      health.set(new KafkaCheck(false, "closed"));
      open.producer().close(settings.deliveryTimeout());
      open.admin().close(Duration.ofSeconds(1));
    }
  }

  private Publication failed(Exception failure, boolean queued) {
    String reason =
        failure.getClass().getSimpleName()
            + (failure.getMessage() == null ? "" : ": " + failure.getMessage());
    if (failure instanceof RecordTooLargeException) {
      return new Publication(Publication.Outcome.TOO_LARGE, reason);
    }
    // A full buffer empties by itself; anything else means that Kafka is away.
    if (!(failure instanceof BufferExhaustedException)
        && health.compareAndSet(OK, new KafkaCheck(false, reason))) {
      LOG.warn("kafka failed, refusing until it answers: {}", reason);
    }
    return new Publication(
        queued ? Publication.Outcome.UNKNOWN : Publication.Outcome.NOT_SENT, reason);
  }

  /** While records go through, a slow answer to a probe refuses none of them. */
  private void probe() {
    KafkaCheck before = health.get();
    KafkaCheck now = check();
    lastProbe.set(now);
    if (before.ok()) {
      return;
    }
    if (now.ok() && health.compareAndSet(before, OK)) {
      LOG.info("kafka answers at {}", settings.bootstrapServers());
    } else if (!now.ok()) {
      health.compareAndSet(before, now);
    }
  }

  private Map<String, Object> producerSettings() {
    int deliveryMillis = Math.toIntExact(settings.deliveryTimeout().toMillis());
    int lingerMillis = 5;
    Map<String, Object> producer = new HashMap<>();
    producer.put("bootstrap.servers", settings.bootstrapServers());
    producer.put("client.id", "leeway-collector");
    producer.put("acks", "all");
    producer.put("enable.idempotence", true);
    producer.put("compression.type", "lz4");
    producer.put("linger.ms", lingerMillis);
    producer.put("batch.size", 256 * 1024);
    producer.put("buffer.memory", settings.bufferBytes());
    producer.put("max.request.size", PublisherSettings.RECORD_BYTES_MAX);
    producer.put("max.block.ms", Math.min(BLOCK_MAX.toMillis(), deliveryMillis));
    producer.put("request.timeout.ms", deliveryMillis / 2);
    producer.put("delivery.timeout.ms", deliveryMillis);
    // A signal may rest for hours; its topic's metadata must be there when it comes back.
    producer.put("metadata.max.idle.ms", Duration.ofDays(7).toMillis());
    return producer;
  }
}
