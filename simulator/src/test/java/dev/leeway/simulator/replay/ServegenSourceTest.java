package dev.leeway.simulator.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServegenSourceTest {
  @TempDir Path folder;

  @Test
  void drawsAsManyRequestsAsTheRateSays() throws Exception {
    record(20, "Gamma", 0.5);
    assertThat((double) source(Sampling.ALL).traces().count())
        .isCloseTo(20 * 600.0 * 3, within(1500.0));
  }

  @Test
  void thinningDividesTheNumberOfRequests() throws Exception {
    record(20, "Weibull", 0.6);
    assertThat((double) source(new Sampling(0.1, 0, 7)).traces().count())
        .isCloseTo(3600, within(600.0));
  }

  @Test
  void aClientBelowTheFloorIsNotThinned() throws Exception {
    record(0.05, "Gamma", 1);
    assertThat(source(new Sampling(0.001, 1000, 7)).traces().count()).isGreaterThan(40);
  }

  @Test
  void theSameSeedDrawsTheSameRequests() throws Exception {
    record(5, "Gamma", 0.5);
    assertThat(source(new Sampling(0.5, 0, 3)).traces().toList().hashCode())
        .isEqualTo(source(new Sampling(0.5, 0, 3)).traces().toList().hashCode());
  }

  @Test
  void requestsComeInTheOrderOfTheirStart() throws Exception {
    record(5, "Gamma", 0.5);
    assertThat(source(Sampling.ALL).traces().map(RecordedTrace::startNanos).toList()).isSorted();
  }

  @Test
  void anotherHeaderIsRefusedWithBothInTheMessage() throws Exception {
    Files.writeString(folder.resolve("x_rates.csv"), "a,b,c\n1,2,3\n");
    assertThatThrownBy(() -> source(Sampling.ALL))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("expected the header client,t,rate")
        .hasMessageContaining("came a,b,c");
  }

  private ServegenSource source(Sampling sampling) throws IOException {
    return ServegenSource.read(List.of(folder), "agent", sampling);
  }

  private void record(double rate, String pattern, double shape) throws IOException {
    StringBuilder rates = new StringBuilder("client,t,rate,cv,pattern,arg1,arg2\n");
    for (int window = 0; window < 3; window++) {
      rates.append("7,%d,%s,1,%s,%s,1\n".formatted(window * 600, rate, pattern, shape));
    }
    Files.writeString(folder.resolve("x_rates.csv"), rates);
    Files.writeString(
        folder.resolve("x_lengths.jsonl"),
        "{\"client\": 7, \"t\": 0, \"input_tokens\": \"{9: 0.5, 160: 0.5}\","
            + " \"output_tokens\": \"{3: 1.0}\"}\n");
  }
}
