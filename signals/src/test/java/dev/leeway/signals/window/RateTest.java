package dev.leeway.signals.window;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RateTest {
  @Test
  void runsAreCountedAndAllElseIsAddedUp() {
    assertThat(Rate.of("run.rate").orElseThrow().amountOf(7, 70)).isEqualTo(7);
    assertThat(Rate.of("tokens.rate").orElseThrow().amountOf(7, 70)).isEqualTo(70);
    assertThat(Rate.of("cost.rate").orElseThrow().amountOf(7, 70)).isEqualTo(70);
  }

  @Test
  void aRateIsReadFromTheWindowsOfItsSource() {
    assertThat(Rate.from("run.count")).contains(Rate.RUNS);
    assertThat(Rate.from("cost.run")).contains(Rate.COST);
    assertThat(Rate.from("run.rate")).isEmpty();
    assertThat(Rate.of("run.count")).isEmpty();
  }
}
