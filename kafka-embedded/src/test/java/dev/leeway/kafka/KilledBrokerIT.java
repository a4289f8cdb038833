package dev.leeway.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KilledBrokerIT {
  @TempDir private Path directory;

  @Test
  void whatWasAcknowledgedSurvivesKillMinusNine() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                BrokerMain.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<String> acknowledged = new ArrayList<>();
    try (BufferedReader out =
            new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        KafkaProducer<byte[], byte[]> producer =
            Records.producer(out.readLine(), Duration.ofSeconds(20))) {
      for (int i = 0; i < 200; i++) {
        Records.write(producer, Topics.SPANS, "span-" + i);
        acknowledged.add("span-" + i);
      }
      process.destroyForcibly().waitFor();
    } finally {
      process.destroyForcibly();
    }
    try (EmbeddedKafka broker = EmbeddedKafka.start(EmbeddedKafkaConfig.defaults(directory))) {
      assertThat(Records.readAll(broker.bootstrapServers(), Topics.SPANS))
          .containsExactlyInAnyOrderElementsOf(acknowledged);
    }
  }
}
