package dev.leeway.signals.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class UnitTest {
  @ParameterizedTest
  @EnumSource(Unit.class)
  void valuesOnTheGridAddUpTheSameInAnyOrder(Unit unit) {
    SplittableRandom random = new SplittableRandom(11);
    double[] values = new double[10_000];
    double forward = 0;
    for (int i = 0; i < values.length; i++) {
      values[i] = unit.onGrid(random.nextDouble() * 300);
      forward += values[i];
    }
    double backward = 0;
    for (int i = values.length - 1; i >= 0; i--) {
      backward += values[i];
    }
    assertThat(backward).isEqualTo(forward);
  }

  @Test
  void theGridIsFinerThanAnyoneCares() {
    assertThat(Unit.MILLISECONDS.onGrid(1.23456)).isCloseTo(1.23456, within(0.0005));
    assertThat(Unit.US_DOLLARS.onGrid(0.000003)).isCloseTo(0.000003, within(5e-10));
  }

  @Test
  void whatIsNoNumberStaysSo() {
    assertThat(Unit.MILLISECONDS.onGrid(Double.NaN)).isNaN();
    assertThat(Unit.MILLISECONDS.onGrid(Double.POSITIVE_INFINITY)).isInfinite();
    assertThat(Unit.TOKENS.onGrid(1e300)).isEqualTo(1e300);
  }
}
