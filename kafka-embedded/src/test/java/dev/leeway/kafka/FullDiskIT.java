package dev.leeway.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real full disk: a small file system in memory, which only root can mount. */
final class FullDiskIT {
  private static final int DISK_MEGABYTES = 48;

  @TempDir private Path disk;
  private boolean mounted;

  @BeforeEach
  void mount() throws Exception {
    mounted = run("mount", "-t", "tmpfs", "-o", "size=" + DISK_MEGABYTES + "m", "leeway", disk);
    Assumptions.assumeTrue(mounted, "a tmpfs cannot be mounted here: needs root on Linux");
  }

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      run("umount", "-l", disk);
    }
  }

  @Test
  void aFullDiskEndsTheBrokerAloneAndKeepsWhatWasAcknowledged() throws Exception {
    Path ballast = disk.resolve("ballast");
    fill(ballast, 16 << 20);
    EmbeddedKafkaConfig config = EmbeddedKafkaConfig.defaults(disk.resolve("kafka"));
    List<Long> acknowledged = new ArrayList<>();
    try (EmbeddedKafka broker = EmbeddedKafka.start(config);
        KafkaProducer<byte[], byte[]> producer =
            Records.producer(broker.bootstrapServers(), Duration.ofSeconds(3))) {
      Random random = new Random(11);
      byte[] value = new byte[100_000];
      for (int i = 0; i < 1_000 && broker.check().serving(); i++) {
        random.nextBytes(value);
        try {
          acknowledged.add(
              producer.send(new ProducerRecord<>(Topics.LOGS, null, value)).get().offset());
        } catch (ExecutionException e) {
          // Refused: not acknowledged.
        }
      }
      Awaitility.await().until(() -> !broker.check().serving());
      assertThat(broker.check().state()).isEqualTo(BrokerCheck.State.DEAD);
      assertThat(broker.check().reason()).contains("kafka asked to").contains("bytes left");
    }
    assertThat(acknowledged).hasSizeGreaterThan(10);
    Files.delete(ballast);
    try (EmbeddedKafka broker = EmbeddedKafka.start(config)) {
      assertThat(Records.readAll(broker.bootstrapServers(), Topics.LOGS))
          .hasSizeGreaterThanOrEqualTo(acknowledged.size());
    }
  }

  private static void fill(Path file, int bytes) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(new byte[bytes]);
    }
  }

  private static boolean run(Object... command) throws Exception {
    List<String> words = new ArrayList<>();
    for (Object word : command) {
      words.add(word.toString());
    }
    try {
      Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
