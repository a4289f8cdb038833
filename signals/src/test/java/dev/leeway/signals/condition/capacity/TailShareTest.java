package dev.leeway.signals.condition.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.signals.window.Distribution;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TailShareTest {
  @Test
  void ofEquallyHeavyRunsOnePercentMakesOnePercent() {
    double[] loads = new double[1_000];
    Arrays.fill(loads, 400);
    assertThat(TailShare.of(Distribution.ofValues(loads)).getAsDouble())
        .isEqualTo(0.01, within(1e-9));
  }

  @Test
  void isWhatTheHeaviestMakeOfAll() {
    double[] loads = new double[1_000];
    Arrays.fill(loads, 0, 990, 100);
    Arrays.fill(loads, 990, 1_000, 9_900);
    assertThat(TailShare.of(Distribution.ofValues(loads)).getAsDouble())
        .isEqualTo(0.5, within(0.011));
  }

  @Test
  void splitsTheBucketInWhichTheHeaviestBegin() {
    double[] loads = new double[500];
    Arrays.fill(loads, 100);
    Arrays.fill(loads, 0, 100, 1_000);
    // Five of the hundred heavy ones: 5,000 of 140,000.
    assertThat(TailShare.of(Distribution.ofValues(loads)).getAsDouble())
        .isEqualTo(5.0 / 140, within(0.001));
  }

  @Test
  void fewRunsAndRunsWithoutLoadSayNothing() {
    double[] few = new double[499];
    Arrays.fill(few, 7);
    assertThat(TailShare.of(Distribution.ofValues(few))).isEmpty();
    assertThat(TailShare.of(Distribution.ofValues(new double[600]))).isEmpty();
    assertThat(TailShare.of(Distribution.EMPTY)).isEmpty();
  }
}
