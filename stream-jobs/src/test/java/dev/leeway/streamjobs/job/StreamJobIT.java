package dev.leeway.streamjobs.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StreamJobIT {
  @TempDir Path folder;

  @Test
  void spansBecomeEventsRunsWindowsAndALedgerThatAddsUp() {
    try (JobFixture fixture = new JobFixture(StreamJobIT.class, folder)) {
      long now = InstantSource.system().millis();
      OtlpTraffic traffic = new OtlpTraffic(1, "shop");
      List<List<Span>> runs = traffic.runs(40, now - 60_000, 1_000);
      int spans = runs.stream().mapToInt(List::size).sum();
      try (RunningStreamJob job = fixture.start()) {
        runs.forEach(run -> fixture.send(traffic, run));
        fixture.send("default", new byte[] {1, 2, 3});
        fixture.awaitSettled(job);
        System.out.println(job.counters());
        System.out.println(job.check());
      }
      assertThat(fixture.number("SELECT count() FROM agent_events")).isEqualTo(spans);
      assertThat(fixture.query("SELECT outcome, count() FROM runs FINAL GROUP BY outcome"))
          .isEqualTo("OK\t40");
    }
  }
}
