package dev.leeway.signals.condition.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeerStepTest {
  /** Three of twelve are marked: h(2) of four drawn is C(4,2) C(8,1) / C(12,3) = 48 / 220. */
  @Test
  void isTheLikelihoodRatioOfFishersNoncentralHypergeometric() {
    double[] h = {56 / 220.0, 112 / 220.0, 48 / 220.0, 4 / 220.0};
    double tilted = h[0] + 4 * h[1] + 16 * h[2] + 64 * h[3];
    assertThat(new PeerStep(4, 2, 8, 1, Double.NaN).logEvalue(4))
        .isCloseTo(Math.log(16 / tilted), within(1e-12));
  }

  @ParameterizedTest(name = "{0} of {1} runs, {2} marked, odds {3}")
  @CsvSource({"4, 12, 3, 4", "5, 20, 10, 9", "7, 9, 8, 0.3333", "1, 2, 1, 8", "300, 5000, 40, 2"})
  void itsExpectationIsOneWhateverTheMargins(int own, int all, int marked, double odds) {
    double expectation = 0;
    double probability = 0;
    int least = Math.max(0, own + marked - all);
    for (int k = least; k <= Math.min(own, marked); k++) {
      double h =
          Math.exp(logChoose(marked, k) + logChoose(all - marked, own - k) - logChoose(all, own));
      probability += h;
      expectation +=
          h * Math.exp(new PeerStep(own, k, all - own, marked - k, Double.NaN).logEvalue(odds));
    }
    assertThat(probability).isCloseTo(1, within(1e-9));
    assertThat(expectation).isCloseTo(1, within(1e-9));
  }

  @Test
  void saysNothingWhereAllOrNoneAreMarked() {
    assertThat(new PeerStep(5, 0, 20, 0, Double.NaN).logEvalue(8)).isZero();
    assertThat(new PeerStep(5, 5, 20, 20, Double.NaN).logEvalue(8)).isCloseTo(0, within(1e-12));
  }

  private static double logChoose(int n, int k) {
    double log = 0;
    for (int i = 1; i <= k; i++) {
      log += Math.log(n - k + i) - Math.log(i);
    }
    return log;
  }
}
