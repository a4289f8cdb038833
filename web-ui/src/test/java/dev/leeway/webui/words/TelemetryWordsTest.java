package dev.leeway.webui.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.condition.telemetry.Telemetry;
import org.junit.jupiter.api.Test;

final class TelemetryWordsTest {
  private static final Telemetry WHOLE =
      Telemetry.of(Telemetry.RUNS, 100, 100).plus(Telemetry.of(Telemetry.COVERAGE, 100, 100));

  @Test
  void wholeTelemetryIsSaidInOneShare() {
    assertThat(TelemetryWords.of(WHOLE)).isEqualTo("100 % of a run's spans on average");
  }

  @Test
  void nearlyAllIsNotAll() {
    Telemetry nearly =
        Telemetry.of(Telemetry.RUNS, 100, 100).plus(Telemetry.of(Telemetry.COVERAGE, 100, 99.96));
    assertThat(TelemetryWords.of(nearly)).isEqualTo("99 % of a run's spans on average");
  }

  @Test
  void whatIsOddIsSaidBesideIt() {
    Telemetry odd =
        WHOLE
            .plus(Telemetry.of(Telemetry.LATE, 2, 180))
            .plus(Telemetry.of(Telemetry.SKEW, 3, 9_000))
            .plus(Telemetry.of(Telemetry.UNMAPPED, 100, 150))
            .plus(Telemetry.of(Telemetry.OVERFLOW, 5, 0));
    assertThat(TelemetryWords.of(odd))
        .isEqualTo(
            "100 % of a run's spans on average, late spans in 2 of 100 runs, clocks differ in 3 % of runs, 1.5 unmapped"
                + " attributes on a span, 5 % of runs without a slice of their own");
  }

  @Test
  void withoutRunsNothingIsKnown() {
    assertThat(TelemetryWords.of(Telemetry.NONE)).isEmpty();
  }
}
