package dev.leeway.streamjobs.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Writes today's checkpoint of the whole job for {@link SavedJob}, when asked: {@code mvn verify
 * -pl stream-jobs -Dit.test=SavedJobWriter -Dleeway.checkpoint=<a new folder>}.
 */
@EnabledIfSystemProperty(named = "leeway.checkpoint", matches = ".+")
final class SavedJobWriter {
  @TempDir Path folder;

  @Test
  void aCheckpointOfTheWholeJobIsWritten() throws IOException {
    try (JobFixture fixture = new JobFixture(SavedJobWriter.class, folder)) {
      long now = InstantSource.system().millis();
      OtlpTraffic traffic = new OtlpTraffic(7, "saved");
      try (RunningStreamJob job = fixture.start()) {
        traffic.runs(3, now - 600_000, 1_000).forEach(run -> fixture.send(traffic, run));
        fixture.awaitSettled(job);
        List<Span> open = traffic.run(now);
        fixture.send(traffic, open.subList(0, open.size() - 1));
        await()
            .atMost(Duration.ofMinutes(1))
            .until(() ->
                fixture.number("SELECT countIf(start_time > now() - 60) FROM agent_events")
                    == open.size() - 1);
      }
      Path written = Path.of(System.getProperty("leeway.checkpoint"));
      SavedJob.copy(fixture.checkpoints().getFirst(), written);
      forget(folder.toUri().getPath(), written.resolve("_metadata"));
    }
  }

  /** What is small lies in the metadata, under names that begin with the folder's. */
  private static void forget(String name, Path metadata) throws IOException {
    String bytes = Files.readString(metadata, StandardCharsets.ISO_8859_1);
    assertThat(bytes).contains(name);
    Files.writeString(
        metadata, bytes.replace(name, "/".repeat(name.length())), StandardCharsets.ISO_8859_1);
  }
}
