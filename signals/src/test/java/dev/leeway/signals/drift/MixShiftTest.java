package dev.leeway.signals.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.signals.drift.MixShift.Part;
import dev.leeway.signals.drift.measure.EffectMeasure;
import java.util.List;
import org.junit.jupiter.api.Test;

class MixShiftTest {
  private static final double LIMIT = 0.25;

  @Test
  void movingSharesAloneLeaveNothingWithin() {
    // Failures stay at 2 % and 20 % while the runs move: 5.6 % in all becomes 12.8 %.
    MixShift shift =
        of(
            new Part("/chat", counts(8_000, 0.02), counts(400, 0.02)),
            new Part("/report", counts(2_000, 0.2), counts(600, 0.2)));
    assertThat(shift.within()).isCloseTo(0, within(0.05));
    assertThat(shift.ofMix()).isCloseTo(Math.log(0.128 / 0.056), within(0.05));
    assertThat(shift.explains(LIMIT)).isTrue();
  }

  @Test
  void aChangeOfOneRouteIsWithin() {
    MixShift shift =
        of(
            new Part("/chat", counts(8_000, 0.02), counts(800, 0.08)),
            new Part("/report", counts(2_000, 0.2), counts(200, 0.2)));
    assertThat(shift.within()).isGreaterThan(0.5);
    assertThat(shift.ofMix()).isCloseTo(0, within(0.02));
    assertThat(shift.explains(LIMIT)).isFalse();
  }

  @Test
  void simpsonsParadoxIsSeenThroughBothWays() {
    // Each route fails more, and the whole fails less, since runs moved to the better one.
    MixShift shift =
        of(
            new Part("/chat", counts(2_000, 0.05), counts(900, 0.08)),
            new Part("/report", counts(8_000, 0.2), counts(100, 0.3)));
    assertThat(shift.within()).isGreaterThan(0.3);
    assertThat(shift.explains(LIMIT)).isFalse();
  }

  @Test
  void aNewRouteIsAShiftOfTheMix() {
    MixShift shift =
        of(
            new Part("/chat", counts(9_000, 0.02), counts(600, 0.02)),
            new Part("/new", counts(0, 0), counts(400, 0.5)));
    assertThat(shift.within()).isCloseTo(0, within(0.05));
    assertThat(shift.ofMix()).isGreaterThan(1);
    assertThat(shift.explains(LIMIT)).isTrue();
  }

  @Test
  void oneRouteOrNoRunsSayNothing() {
    assertThat(MixShift.of(List.of(), EffectMeasure.LOG_RATE_RATIO, 1)).isEmpty();
    assertThat(
            MixShift.of(
                List.of(new Part("/chat", counts(10, 0.5), counts(10, 0.5))),
                EffectMeasure.LOG_RATE_RATIO,
                1))
        .isEmpty();
    assertThat(
            MixShift.of(
                List.of(
                    new Part("/a", counts(10, 0.5), counts(0, 0)),
                    new Part("/b", counts(10, 0.5), counts(0, 0))),
                EffectMeasure.LOG_RATE_RATIO,
                1))
        .isEmpty();
  }

  private static MixShift of(Part... parts) {
    return MixShift.of(List.of(parts), EffectMeasure.LOG_RATE_RATIO, 1).orElseThrow();
  }

  private static long[] counts(long runs, double bad) {
    long failed = Math.round(runs * bad);
    return new long[] {runs - failed, failed};
  }
}
