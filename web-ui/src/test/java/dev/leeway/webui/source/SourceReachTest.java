package dev.leeway.webui.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.catalogue.SourceSignals;
import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.finding.FindingState;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.window.Dimensions;
import dev.leeway.signals.window.Slice;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SourceReachTest {
  @Test
  void examplesOfStaleAnswersAreThoseOfTheSourcesRuleAlone() {
    Finding slower = finding("drift.distribution", "run.duration", "slow");
    Finding stale = finding(SourceSignals.DETECTOR, SourceSignals.LAG, "stale");
    SourceReach reach = new SourceReach(List.of(), List.of(slower, stale));
    assertThat(reach.exampleTraces()).containsExactly("stale");
    assertThat(reach.open()).containsExactly(slower, stale);
  }

  private static Finding finding(String detector, String signal, String example) {
    return new Finding(
        detector,
        1,
        detector,
        signal,
        Slice.ofAgent("default", "production", "desk").with(Dimensions.DATA_SOURCE, "orders"),
        Severity.WARNING,
        FindingState.OPEN,
        false,
        1,
        1,
        1,
        0,
        0.9,
        "",
        "",
        Map.of(),
        1,
        List.of(example));
  }
}
