package dev.leeway.webui.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.finding.FindingState;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.window.Slice;
import dev.leeway.storage.query.TimeRange;
import dev.leeway.storage.query.WindowStep;
import dev.leeway.webui.chart.TimeChart.Point;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ExpectedLineTest {
  private static final WindowStep MINUTES = new WindowStep(60, 60);
  private static final TimeRange SHOWN =
      new TimeRange(Instant.ofEpochSecond(600), Instant.ofEpochSecond(900));

  @Test
  void whatWasExpectedOfTheWorkIsDrawnFromTheOnsetToTheEnd() {
    Map<String, Double> evidence = Map.of("p50", 3.1, "p50_expected", 1.4);
    assertThat(ExpectedLine.of(finding(evidence, 0), SHOWN, MINUTES).orElseThrow().points())
        .extracting(Point::value)
        .containsExactly(null, 1.4, 1.4, 1.4, 1.4);
    assertThat(ExpectedLine.of(finding(evidence, 800_000), SHOWN, MINUTES).orElseThrow().points())
        .extracting(Point::value)
        .containsExactly(null, 1.4, 1.4, 1.4, null);
  }

  @Test
  void ofWhatIsNotJudgedForTheSameWorkThereIsNone() {
    assertThat(ExpectedLine.of(finding(Map.of("p50", 3.1), 0), SHOWN, MINUTES)).isEmpty();
  }

  private static Finding finding(Map<String, Double> evidence, long closedAtMillis) {
    return new Finding(
        "1",
        1,
        "drift.distribution",
        "latency.residual",
        Slice.ofAgent("default", "production", "shop"),
        Severity.WARNING,
        closedAtMillis == 0 ? FindingState.OPEN : FindingState.CLOSED,
        false,
        690_000,
        690_000,
        690_000,
        closedAtMillis,
        0.9,
        "",
        "",
        evidence,
        1,
        List.of());
  }
}
