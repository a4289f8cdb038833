package dev.leeway.signals.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.signals.drift.baseline.BaselineSlot;
import dev.leeway.signals.drift.baseline.Bins;
import dev.leeway.signals.drift.baseline.Histogram;
import dev.leeway.signals.drift.baseline.SlotCounts;
import dev.leeway.signals.drift.measure.EffectMeasure;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GateTest {
  private static final List<Double> CALM = Collections.nCopies(20, 0.02);
  private static final double LIMIT = 0.10;

  @Test
  void oneBaselineThatLooksTheSameShutsTheGate() {
    SlotCounts other = slot(BaselineSlot.PREVIOUS, ramp(600, 0));
    SlotCounts same = slot(BaselineSlot.YESTERDAY, ramp(600, 6));
    Histogram window = ramp(600, 6);
    assertThat(gate().judge(window, List.of(other), LIMIT).orElseThrow().open()).isTrue();
    Gate.Verdict verdict = gate().judge(window, List.of(other, same), LIMIT).orElseThrow();
    assertThat(verdict.open()).isFalse();
    assertThat(verdict.nearest()).isEqualTo(same);
  }

  @Test
  void withoutABaselineOrWithoutRunsNothingIsJudged() {
    assertThat(gate().judge(ramp(600, 0), List.of(), LIMIT)).isEmpty();
    assertThat(
            gate()
                .judge(
                    Histogram.empty(), List.of(slot(BaselineSlot.PREVIOUS, ramp(600, 0))), LIMIT))
        .isEmpty();
  }

  @Test
  void ownHistoryRaisesTheLimitOnceThereIsEnoughOfIt() {
    assertThat(gate().limitOf(List.of())).isEqualTo(0.25);
    assertThat(gate().limitOf(Collections.nCopies(11, 0.8))).isEqualTo(0.25);
    assertThat(gate().limitOf(CALM)).isEqualTo(LIMIT);
    assertThat(gate().limitOf(Collections.nCopies(12, 0.8))).isEqualTo(1.5 * 0.8);
  }

  @Test
  void aFewDozenRunsDoNotPassByNoise() {
    SlotCounts baseline = slot(BaselineSlot.PREVIOUS, ramp(600, 0));
    Histogram few = ramp(20, 3);
    assertThat(gate().judge(few, List.of(baseline), LIMIT).orElseThrow().open()).isFalse();
  }

  @Test
  void ratesAreGatedByTheirRatio() {
    Gate gate = new Gate(DriftConfig.defaults(), EffectMeasure.LOG_RATE_RATIO, Bins.GOOD_BAD, 1);
    SlotCounts baseline = slot(BaselineSlot.PREVIOUS, Histogram.of(Map.of(0, 20L), 980));
    Histogram halfMore = Histogram.of(Map.of(0, 30L), 970);
    Histogram tenfold = Histogram.of(Map.of(0, 100L), 400);
    assertThat(gate.judge(halfMore, List.of(baseline), LIMIT).orElseThrow().open()).isFalse();
    assertThat(gate.judge(tenfold, List.of(baseline), LIMIT).orElseThrow().open()).isTrue();
  }

  @Test
  void settingsAreValidatedWithTheirValues() {
    DriftConfig defaults = DriftConfig.defaults();
    assertThat(defaults.alpha()).isEqualTo(5e-4);
    assertThat(defaults.withFalseAlarmsPerWeek(2).alpha()).isBetween(9.9e-4, 1e-3);
    assertThatThrownBy(() -> defaults.withFalseAlarmsPerWeek(0))
        .hasMessage("alpha must be within [1.0E-9, 0.5]: 0.0");
    assertThatThrownBy(() -> defaults.withFalseAlarmsPerWeek(Double.NaN))
        .hasMessage("alpha must be within [1.0E-9, 0.5]: NaN");
  }

  private static Gate gate() {
    return new Gate(DriftConfig.defaults(), EffectMeasure.PSI, Bins.cut(ramp(1_000, 0)), 1);
  }

  private static SlotCounts slot(BaselineSlot name, Histogram counts) {
    return new SlotCounts(name, 0, Traffic.HOUR, counts);
  }

  /** Twenty buckets of equal counts, moved up by some. */
  private static Histogram ramp(long runs, int by) {
    Map<Integer, Long> buckets = new TreeMap<>();
    for (int index = 0; index < 20; index++) {
      buckets.put(300 + index + by, runs / 20);
    }
    return Histogram.of(buckets, 0);
  }
}
