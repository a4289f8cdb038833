package dev.leeway.signals.drift.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class SideBySideTest {
  private static final long MINUTE = 60_000;

  @Test
  void aMinuteWithBothIsABlock() {
    SideBySide values = of(Map.of(0, 3, 1, 4), Map.of(0, 1, 1, 2));
    assertThat(values.blocks())
        .containsExactly(
            new Block(0, MINUTE, runs(3), runs(1)),
            new Block(MINUTE, 2 * MINUTE, runs(4), runs(2)));
    assertThat(values.baselineAlone()).isZero();
    assertThat(values.candidateAlone()).isZero();
  }

  @Test
  void minutesWithoutTheOtherWaitForIt() {
    SideBySide values = of(Map.of(0, 3, 1, 4, 2, 5), Map.of(2, 1));
    assertThat(values.blocks()).containsExactly(new Block(0, 3 * MINUTE, runs(12), runs(1)));
  }

  @Test
  void afterAQuarterOfAnHourItIsTooLate() {
    SideBySide values = of(Map.of(0, 3, 1, 4), Map.of(15, 1, 40, 2));
    assertThat(values.blocks()).containsExactly(new Block(MINUTE, 16 * MINUTE, runs(4), runs(1)));
    assertThat(values.baselineAlone()).isEqualTo(3);
    assertThat(values.candidateAlone()).isEqualTo(2);
  }

  @Test
  void versionsOneAfterTheOtherHaveNoBlock() {
    SideBySide values = of(Map.of(0, 30, 1, 40), Map.of(60, 10));
    assertThat(values.blocks()).isEmpty();
    assertThat(values.baselineAlone()).isEqualTo(70);
    assertThat(values.candidateAlone()).isEqualTo(10);
    assertThat(values.baseline()).isEqualTo(Arm.EMPTY);
  }

  @Test
  void nothingIsNothing() {
    assertThat(of(Map.of(), Map.of())).isEqualTo(new SideBySide(List.of(), 0, 0));
  }

  @Test
  void armsAddUpInAnyOrder() {
    Arm a = new Arm(2, 5, 5.1, 13.2);
    Arm b = new Arm(1, 2, 2.02, 4.08);
    assertThat(a.plus(b)).isEqualTo(b.plus(a));
    assertThat(a.plus(Arm.EMPTY)).isEqualTo(a);
    assertThat(a.plus(Arm.withoutSpread(3, 9)).variance()).isNaN();
    assertThat(new Arm(3, 6, 6, 14).variance()).isEqualTo(1);
  }

  @Test
  void aRateNeedsNoMoreBadRunsThanRuns() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Arm.rate(3, 2))
        .withMessage("expected 0 <= k <= n, came 3 of 2");
  }

  private static SideBySide of(Map<Integer, Integer> baseline, Map<Integer, Integer> candidate) {
    return SideBySide.of(minutes(baseline), minutes(candidate), MINUTE);
  }

  private static SortedMap<Long, Arm> minutes(Map<Integer, Integer> runs) {
    SortedMap<Long, Arm> arms = new TreeMap<>();
    runs.forEach((minute, n) -> arms.put(minute * MINUTE, runs(n)));
    return arms;
  }

  private static Arm runs(int n) {
    return Arm.rate(0, n);
  }
}
