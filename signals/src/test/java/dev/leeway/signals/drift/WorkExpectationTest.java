package dev.leeway.signals.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.signals.drift.baseline.Histogram;
import dev.leeway.signals.window.Buckets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkExpectationTest {

  @Test
  void eachKindIsExpectedAsItWasInTheShareThatItHasNow() {
    // 900 short runs of 1 and 100 long ones of 4 were; now half of the runs are long.
    WorkExpectation work =
        WorkExpectation.of(
                List.of(
                    kind("short", runs(1, 900), runs(1, 50)),
                    kind("long", runs(4, 100), runs(8, 50))),
                1_000,
                100)
            .orElseThrow();
    long half = work.expected().count() / 2;
    assertThat(work.expected().buckets().get(Buckets.indexOf(1))).isCloseTo(half, within(1L));
    assertThat(work.expected().buckets().get(Buckets.indexOf(4))).isCloseTo(half, within(1L));
    assertThat(work.observed()).isEqualTo(runs(1, 50).plus(runs(8, 50)));
  }

  @Test
  void itIsWorthAsManyRunsAsTheRareKindLeavesIt() {
    // 1 / (0.5^2 / 900 + 0.5^2 / 100) = 360.
    WorkExpectation work =
        WorkExpectation.of(
                List.of(
                    kind("short", runs(1, 900), runs(1, 50)),
                    kind("long", runs(4, 100), runs(4, 50))),
                1_000,
                100)
            .orElseThrow();
    assertThat(work.expected().count()).isEqualTo(360);
  }

  @Test
  void valuesThatAreWorthLessThanARunEachAreNotLost() {
    Histogram wide = Histogram.empty();
    for (int step = 0; step < 1_000; step++) {
      wide = wide.plus(runs(Math.exp(step / 100.0), 1));
    }
    WorkExpectation work =
        WorkExpectation.of(
                List.of(kind("wide", wide, runs(1, 99)), kind("rare", runs(4, 2), runs(4, 1))),
                1_002,
                100)
            .orElseThrow();
    assertThat(work.expected().quantile(0.5)).isCloseTo(wide.quantile(0.5), within(10.0));
  }

  @Test
  void whatWasNotSeenOnBothSidesTakesNoPartAndMustNotBeHalf() {
    Neighbours.Counted seen = kind("seen", runs(1, 60), runs(1, 60));
    Neighbours.Counted gone = kind("gone", runs(9, 40), Histogram.empty());
    Neighbours.Counted fresh = kind("fresh", Histogram.empty(), runs(9, 40));
    assertThat(WorkExpectation.of(List.of(seen, gone, fresh), 100, 100))
        .contains(new WorkExpectation(runs(1, 60), runs(1, 60)));
    assertThat(WorkExpectation.of(List.of(seen, fresh), 100, 121)).isEmpty();
    assertThat(WorkExpectation.of(List.of(seen, gone), 121, 100)).isEmpty();
    assertThat(WorkExpectation.of(List.of(gone, fresh), 40, 40)).isEmpty();
    assertThat(WorkExpectation.of(List.of(), 100, 100)).isEmpty();
  }

  @Test
  void kindsBeyondTheBudgetAreNoKind() {
    assertThat(WorkExpectation.of(List.of(kind("__other__", runs(1, 60), runs(1, 60))), 60, 60))
        .isEmpty();
  }

  private static Neighbours.Counted kind(String value, Histogram before, Histogram now) {
    return new Neighbours.Counted(
        new SeriesKey(Traffic.SHOP.with("work", value), "latency.residual"), before, now);
  }

  private static Histogram runs(double value, long count) {
    return Histogram.of(Map.of(Buckets.indexOf(value), count), 0);
  }
}
