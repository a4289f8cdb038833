package dev.leeway.signals.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.drift.Watches;
import dev.leeway.signals.window.Dimensions;
import dev.leeway.signals.window.Slice;
import org.junit.jupiter.api.Test;

final class DetectionRulesTest {
  private static final Slice AGENT = Slice.ofAgent("acme", "production", "desk");
  private static final Slice SOURCE =
      Slice.ofAgent("acme", "production", Dimensions.ALL).with(Dimensions.DATA_SOURCE, "orders");

  private final Watches watches = DetectionRules.defaults().watches();

  @Test
  void theAgeOfDataIsWatchedAtLoadAndNotAtUseWhereEveryUpdateMovesIt() {
    assertThat(watches.of(SOURCE, "source.lag")).isPresent();
    assertThat(watches.of(AGENT, "source.lag")).isEmpty();
    assertThat(watches.of(AGENT.with(Dimensions.DATA_SOURCE, "orders"), "source.lag")).isEmpty();
  }

  @Test
  void runsOfACohortAreWatchedInItsPartsAlone() {
    assertThat(watches.of(AGENT, "run.duration")).isPresent();
    assertThat(watches.of(AGENT.with(Dimensions.COHORT, "pod-1|v1|/"), "run.duration")).isEmpty();
  }
}
