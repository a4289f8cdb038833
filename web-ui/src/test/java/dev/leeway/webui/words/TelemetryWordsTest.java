package dev.leeway.webui.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.condition.telemetry.Telemetry;
import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.finding.FindingState;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.window.Slice;
import java.util.List;
import java.util.Map;
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
  void aFindingSaysOnWhichShareItRestedWhateverIsKnownByNow() {
    Telemetry late = WHOLE.plus(Telemetry.of(Telemetry.LATE, 2, 180));
    assertThat(TelemetryWords.of(finding(0.62), late))
        .isEqualTo("62 % of a run's spans on average, late spans in 2 of 100 runs");
    assertThat(TelemetryWords.of(finding(Double.NaN), Telemetry.NONE)).isEmpty();
  }

  private static Finding finding(double coverage) {
    Slice shop = Slice.ofAgent("default", "production", "shop");
    return new Finding(
        "a",
        1,
        "rule.loop",
        "loop.repeat",
        shop,
        Severity.INFO,
        FindingState.OPEN,
        false,
        0,
        0,
        0,
        0,
        6,
        "",
        "",
        Map.of(),
        coverage,
        List.of());
  }

  @Test
  void withoutRunsNothingIsKnown() {
    assertThat(TelemetryWords.of(Telemetry.NONE)).isEmpty();
  }
}
