package dev.leeway.clickhouse.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RotatingLogTest {
  @TempDir private Path folder;

  @Test
  void twoFilesOfTheLimitAreKeptAtMost() throws IOException {
    Path file = folder.resolve("logs").resolve("engine.log");
    try (RotatingLog log = new RotatingLog(file, 100)) {
      for (byte i = 0; i < 100; i++) {
        log.write(new byte[] {i, i, i, i, i, i, i, i, i, i}, 10);
      }
    }

    assertThat(Files.readAllBytes(file)).hasSize(100).startsWith(90).endsWith(99);
    assertThat(Files.readAllBytes(folder.resolve("logs/engine.log.1"))).startsWith(80).endsWith(89);
    try (var files = Files.list(folder.resolve("logs"))) {
      assertThat(files.count()).isEqualTo(2);
    }
  }

  @Test
  void aNewStartGoesOnInTheSameFile() throws IOException {
    Path file = folder.resolve("engine.log");
    for (byte i = 1; i <= 2; i++) {
      try (RotatingLog log = new RotatingLog(file, 100)) {
        log.write(new byte[] {i}, 1);
      }
    }

    assertThat(Files.readAllBytes(file)).containsExactly(1, 2);
  }
}
