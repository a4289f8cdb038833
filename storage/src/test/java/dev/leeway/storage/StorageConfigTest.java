package dev.leeway.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StorageConfigTest {
  @Test
  void defaultsSpeakToTheEngineOnThisMachine() {
    assertThat(StorageConfig.defaults())
        .isEqualTo(
            new StorageConfig(
                URI.create("http://127.0.0.1:8123"),
                "leeway",
                "default",
                "",
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                8));
  }

  @Test
  void allProblemsAreNamedAtOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new StorageConfig(
                URI.create("tcp://host:9000"),
                "x; DROP DATABASE y",
                "",
                "",
                Duration.ZERO,
                Duration.ofSeconds(-1),
                Duration.ofSeconds(1),
                0))
        .withMessageContaining("uri")
        .withMessageContaining("x; DROP DATABASE y")
        .withMessageContaining("connectTimeout")
        .withMessageContaining("statementTimeout")
        .withMessageContaining("readConnectionsMax")
        .withMessageNotContaining("insertTimeout");
  }

  @Test
  void thePasswordIsNotPrinted() {
    StorageConfig config = StorageConfig.defaults().withCredentials("leeway", "hunter2");
    assertThat(config.toString()).contains("user=leeway", "password=***").doesNotContain("hunter2");
  }
}
