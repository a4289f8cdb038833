package dev.leeway.streamjobs.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.signals.rules.RuleBook;
import dev.leeway.storage.StorageConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class StreamJobsConfigTest {
  private static final byte[] SECRET = "a secret of some length".getBytes(StandardCharsets.UTF_8);

  @Test
  void defaultsAreThoseOfTheDesign() {
    StreamJobsConfig config = defaults();

    assertThat(config.spans()).isEqualTo(SignalTopics.of("otlp_spans"));
    assertThat(config.metrics()).isEqualTo(SignalTopics.of("otlp_metrics"));
    assertThat(config.logs()).isEqualTo(SignalTopics.of("otlp_logs"));
    assertThat(config.parallelism()).isEqualTo(2);
    assertThat(config.checkpointInterval()).isEqualTo(Duration.ofSeconds(2));
    assertThat(config.webPort()).isEmpty();
  }

  @Test
  void allProblemsComeTogether() {
    assertThatThrownBy(() ->
            new StreamJobsConfig(
                " ",
                new SignalTopics(List.of(), Map.of("theirs", "no tenant")),
                SignalTopics.of("metrics").withExternal("metrics", "fleet"),
                new SignalTopics(List.of(), Map.of()),
                StorageConfig.defaults(),
                new byte[3],
                Path.of("state"),
                0,
                Duration.ZERO,
                OptionalInt.of(70_000),
                RuleBook.defaults()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(
            "bootstrapServers",
            "topic of spans",
            "for topic theirs, came 'no tenant'",
            "another external topic than metrics",
            "topic of logs",
            "at least 16 bytes, came 3",
            "parallelism within 1 to 128, came 0",
            "checkpointInterval",
            "webPort within 0 to 65535, came 70000");
  }

  @Test
  void theSecretIsNotPrinted() {
    assertThat(defaults().toString()).contains("userIdSecret=***").doesNotContain("[B@");
  }

  private static StreamJobsConfig defaults() {
    return StreamJobsConfig.defaults(
        "localhost:9092", StorageConfig.defaults(), SECRET, Path.of("state"));
  }
}
