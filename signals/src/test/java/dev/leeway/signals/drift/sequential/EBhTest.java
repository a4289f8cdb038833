package dev.leeway.signals.drift.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reference values: V9 of the drift specification, computed by definition. */
class EBhTest {
  private static final double[] TEN =
      Arrays.stream(new double[] {400, 90, 65, 30, 12, 9, 3, 1.2, .9, .1}).map(Math::log).toArray();

  @ParameterizedTest
  @CsvSource({".05, 1", ".1, 4", ".2, 6"})
  void tenValuesAreVectorNine(double alpha, int believed) {
    double limit = EBh.logLimit(TEN, 10, alpha);
    assertThat(Arrays.stream(TEN).filter(value -> value >= limit).count()).isEqualTo(believed);
  }

  @Test
  void valuesBelowOneOverAlphaMayBeLeftOut() {
    double[] few = Arrays.stream(TEN).filter(value -> value >= Math.log(1 / 0.1)).toArray();
    assertThat(EBh.logLimit(few, 10, 0.1)).isEqualTo(EBh.logLimit(TEN, 10, 0.1));
  }

  @Test
  void whereNoneIsBelievedTheFirstWouldHaveToReachTheWholeLimit() {
    assertThat(EBh.logLimit(new double[0], 2_000, 5e-4))
        .isCloseTo(Math.log(2_000 / 5e-4), within(1e-12));
    assertThat(EBh.logLimit(new double[] {Double.NEGATIVE_INFINITY}, 1, 0.5))
        .isCloseTo(Math.log(2), within(1e-12));
  }

  @Test
  void impossibleSettingsAreRefused() {
    assertThatThrownBy(() -> EBh.logLimit(TEN, 9, 0.1)).hasMessageContaining("10 processes");
    assertThatThrownBy(() -> EBh.logLimit(TEN, 10, Double.NaN)).hasMessageContaining("NaN");
  }
}
