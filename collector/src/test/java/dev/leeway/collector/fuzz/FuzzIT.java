package dev.leeway.collector.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.Client;
import dev.leeway.collector.Collector;
import dev.leeway.collector.CollectorConfig;
import dev.leeway.collector.Equations;
import dev.leeway.collector.KafkaTail;
import dev.leeway.collector.Requests;
import dev.leeway.collector.intake.IntakeLimits;
import dev.leeway.collector.metrics.CollectorMetrics;
import dev.leeway.collector.otlp.OtlpScanner;
import dev.leeway.collector.otlp.Refusal;
import dev.leeway.collector.otlp.Scan;
import dev.leeway.collector.otlp.Signal;
import dev.leeway.kafka.EmbeddedKafka;
import dev.leeway.kafka.EmbeddedKafkaConfig;
import dev.leeway.telemetry.SpanDecoder;
import dev.leeway.telemetry.UserIdHasher;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * About a minute of damaged requests of all signals in both encodings, over both transports, from
 * many clients at once.
 *
 * <p>What is sent depends on the seed alone. Afterwards hold: received = accepted + refused by
 * reason; published = accepted + ambiguous; in Kafka is what was published, every record of it can
 * be read, and the decoder of spans finds as many as the collector counted.
 */
final class FuzzIT {
  private static final int SENDERS = 12;
  private static final int REQUESTS_PER_SENDER = 500;

  @TempDir private Path directory;

  /** With a topic that takes less than the collector writes, some requests fail half way. */
  @ParameterizedTest(name = "seed {0}, records of {1} bytes into a topic of {2}")
  @CsvSource({
    "1, 1000000, 2097152", "2, 1000000, 2097152", "3, 1000000, 2097152",
    "4, 700, 2097152", "5, 700, 450", "6, 700, 450"
  })
  void theCountersAddUpWhateverComes(long seed, int partBytes, int topicBytes) throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(EmbeddedKafkaConfig.defaults(directory));
        Collector collector =
            Collector.start(
                CollectorConfig.defaults().withPorts(0, 0).withLimits(limits(partBytes)),
                kafka.bootstrapServers())) {
      Topics.takeAtMost(kafka.bootstrapServers(), topicBytes);
      awaitTaken(collector);
      sendAll(collector, seed);
      Equations.hold(collector);
      long ambiguous = 0;
      for (Signal signal : Signal.values()) {
        CollectorMetrics.Counts counts = collector.metrics().snapshot(signal);
        System.out.printf("seed %d %s: %s%n", seed, signal.tag(), counts);
        assertThat(counts.refusedRequests())
            .doesNotContainKeys(Refusal.INTERNAL, Refusal.KAFKA_UNAVAILABLE, Refusal.OVERLOADED);
        assertThat(counts.accepted()).isPositive();
        ambiguous += counts.ambiguous();
        assertThat(items(signal, kafka)).isEqualTo(counts.published());
      }
      assertThat(ambiguous > 0).isEqualTo(topicBytes < partBytes);
      assertThat(collector.bytesInFlight()).isZero();
    }
  }

  private static void sendAll(Collector collector, long seed) throws Exception {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> senders = new ArrayList<>();
      for (int i = 0; i < SENDERS; i++) {
        FuzzSender sender = new FuzzSender(new Client(collector), seed * SENDERS + i);
        senders.add(
            executor.submit(() -> {
              for (int request = 0; request < REQUESTS_PER_SENDER; request++) {
                sender.sendOne();
              }
              return sender;
            }));
      }
      for (Future<?> sender : senders) {
        assertThat(sender.get()).isNotNull();
      }
    }
  }

  private static void awaitTaken(Collector collector) {
    Client client = new Client(collector);
    Map<Signal, byte[]> small =
        Map.of(
            Signal.TRACES, Requests.traces(Requests.span(1)).toByteArray(),
            Signal.METRICS, Requests.metrics(1).toByteArray(),
            Signal.LOGS, Requests.logs(1).toByteArray());
    small.forEach((signal, body) ->
        Awaitility.await()
            .until(() ->
                client.post(signal.httpPath(), "application/x-protobuf", body).status().code()
                    == 200));
  }

  private static long items(Signal signal, EmbeddedKafka kafka) {
    List<ConsumerRecord<byte[], byte[]>> records;
    try (KafkaTail tail = KafkaTail.fromTheStart(kafka.bootstrapServers(), signal.topic())) {
      records = tail.read();
    }
    SpanDecoder decoder =
        new SpanDecoder(new UserIdHasher("a secret of the tests".getBytes(UTF_8)));
    long items = 0;
    for (ConsumerRecord<byte[], byte[]> record : records) {
      Scan scan = OtlpScanner.scan(signal, record.value());
      assertThat(scan).isInstanceOf(Scan.Legible.class);
      int found = ((Scan.Legible) scan).items();
      if (signal == Signal.TRACES) {
        assertThat(decoder.decode("default", record.value(), record.timestamp()).spansSeen())
            .isEqualTo(found);
      }
      items += found;
    }
    return items;
  }

  private static IntakeLimits limits(int partBytes) {
    IntakeLimits defaults = IntakeLimits.defaults();
    return new IntakeLimits(
        defaults.requestBytesMax(),
        defaults.compressedBytesMax(),
        partBytes,
        defaults.bytesInFlightMax(),
        defaults.requestsQueuedMax(),
        defaults.workers());
  }
}
