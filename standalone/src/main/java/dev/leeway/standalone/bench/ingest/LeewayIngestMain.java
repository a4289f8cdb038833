package dev.leeway.standalone.bench.ingest;

import dev.leeway.collector.Collector;
import dev.leeway.collector.CollectorConfig;
import dev.leeway.kafka.EmbeddedKafka;
import dev.leeway.kafka.EmbeddedKafkaConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * What {@code leeway up} receives with, and nothing behind it: the collector and the broker in one
 * JVM. Argument: a folder. Prints one line with its addresses when it is ready.
 */
public final class LeewayIngestMain {
  /** A bench fills a log faster than anybody's agents do. */
  private static final long LOG_BYTES_MAX = 4_000_000_000L;

  private LeewayIngestMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    EmbeddedKafka kafka =
        EmbeddedKafka.start(
            EmbeddedKafkaConfig.defaults(Path.of(arguments[0], "kafka"))
                .withPartitions(1, 1)
                .withRetention(Duration.ofHours(24), LOG_BYTES_MAX));
    Collector collector =
        Collector.start(CollectorConfig.defaults().withPorts(0, 0), kafka.bootstrapServers());
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> {
              collector.close();
              kafka.close();
              ended.countDown();
            }));
    System.out.printf(
        "ready %d %d %s%n", collector.grpcPort(), collector.httpPort(), kafka.bootstrapServers());
    ended.await();
  }
}
