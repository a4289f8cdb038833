package dev.leeway.signals.drift.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Reference values: V8 of the drift specification (Benjamini, Hochberg 1995; SciPy). */
class BenjaminiHochbergTest {
  private static final double[] P = {
    .0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344, .0459, .3240, .4262, .5719, .6528,
    .7590, 1.0
  };

  @Test
  void fifteenPublishedPValuesAreVectorEight() {
    assertThat(BenjaminiHochberg.rejected(P, 0.05)).isEqualTo(4);
    double[] expected = {.0015, .003, .0095, .035625, .0603, .063857, .063857, .0645, .0765, .486};
    double[] adjusted = BenjaminiHochberg.adjusted(P);
    for (int i = 0; i < expected.length; i++) {
      assertThat(adjusted[i]).isCloseTo(expected[i], within(6e-7));
    }
  }

  @Test
  void orderDoesNotMatterAndNothingIsRejectedOfNothing() {
    assertThat(BenjaminiHochberg.adjusted(new double[] {0.5, 0.01}))
        .containsExactly(new double[] {0.5, 0.02}, within(1e-15));
    assertThat(BenjaminiHochberg.rejected(new double[0], 0.05)).isZero();
  }
}
