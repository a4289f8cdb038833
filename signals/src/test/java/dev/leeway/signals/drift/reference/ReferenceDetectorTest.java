package dev.leeway.signals.drift.reference;

import static dev.leeway.signals.drift.reference.TestVectors.alarms;
import static dev.leeway.signals.drift.reference.TestVectors.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.util.Collections;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reference values: V15, V16 and V18 of the drift specification (River), V19 and V20 (tables). */
class ReferenceDetectorTest {

  @Test
  void pageHinkleyOfTheFirstStreamIsVectorFifteen() throws IOException {
    assertThat(alarms(PageHinkley.standard(), stream("river_stream_1")))
        .containsExactly(1020, 1991);
  }

  @Test
  void adwinOfTheFirstStreamIsVectorFifteen() throws IOException {
    assertThat(alarms(Adwin.standard(), stream("river_stream_1"))).containsExactly(1023);
  }

  @Test
  void ddmOfTheSecondStreamIsVectorSixteen() throws IOException {
    assertThat(alarms(Ddm.standard(), stream("river_stream_2"))).containsExactly(1049);
  }

  @Test
  void bothOfTheDocumentedStreamAreVectorEighteen() throws IOException {
    assertThat(alarms(PageHinkley.standard(), stream("river_doc_stream"))).containsExactly(1006);
    assertThat(alarms(Adwin.standard(), stream("river_doc_stream"))).containsExactly(1023);
  }

  @Test
  void adwinOfThreeChangesIsVectorEighteen() throws IOException {
    assertThat(alarms(Adwin.standard(), stream("river_adwin_multi")))
        .containsExactly(1023, 2015, 3007);
  }

  @ParameterizedTest(name = "h {0}, shift {1}, seed 19")
  @CsvSource({
    "4, 0, 167.7",
    "4, .5, 26.6",
    "4, 1, 8.38",
    "4, 2, 3.34",
    "5, 0, 465.4",
    "5, .25, 139.5",
    "5, .5, 38.0",
    "5, .75, 17.05",
    "5, 1, 10.38",
    "5, 1.5, 5.75",
    "5, 3, 2.57"
  })
  void cusumKeepsTheTabulatedRunLengthsOfVectorNineteen(double h, double shift, double runLength) {
    assertThat(meanRunLength(() -> new Cusum(0, 1, 0.5, h), shift, 19))
        .isCloseTo(runLength, withinPercentage(3));
  }

  @ParameterizedTest(name = "lambda {0}, shift {2}, seed 20")
  @CsvSource({
    ".1, 2.814, 0, 499.6", ".1, 2.814, .5, 31.3", ".1, 2.814, 1, 10.33", ".1, 2.814, 3, 2.87",
    ".2, 2.962, 0, 499.7", ".2, 2.962, .25, 150.2", ".2, 2.962, 1, 10.54", ".2, 2.962, 2, 3.74"
  })
  void ewmaKeepsTheTabulatedRunLengthsOfVectorTwenty(
      double lambda, double width, double shift, double runLength) {
    assertThat(meanRunLength(() -> new Ewma(0, 1, lambda, width), shift, 20))
        .isCloseTo(runLength, withinPercentage(3));
  }

  @Test
  void likelihoodCusumSumsTheRatiosAboveZero() {
    // log(0.04/0.02) = 0.693 per one, log(0.96/0.98) = -0.0206 per zero: the fourth one in a row
    // passes 2.5.
    LikelihoodCusum cusum = new LikelihoodCusum(0.02, 0.04, 2.5);
    assertThat(alarms(cusum, 0, 0, 1, 1, 1, 1, 0, 1)).containsExactly(5);
  }

  @Test
  void constantsNeverAlarm() {
    double[] zeros = new double[5_000];
    for (ReferenceDetector detector :
        new ReferenceDetector[] {
          PageHinkley.standard(), Adwin.standard(), Ddm.standard(), new Cusum(0, 1, 0.5, 4)
        }) {
      assertThat(alarms(detector, zeros)).isEqualTo(Collections.emptyList());
    }
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new Adwin(Double.NaN)).hasMessage("delta must be in (0, 1): NaN");
    assertThatThrownBy(() -> new Ddm(0, 3)).hasMessageContaining("came 0 and 3.0");
    assertThatThrownBy(() -> new Cusum(0, 0, 0.5, 4)).hasMessageContaining("deviation > 0");
    assertThatThrownBy(() -> new Ewma(0, 1, 0, 3)).hasMessageContaining("lambda in (0, 1]");
    assertThatThrownBy(() -> new PageHinkley(30, -1, 50, 1)).hasMessageContaining("delta >= 0");
    assertThatThrownBy(() -> new LikelihoodCusum(0, 1, 1)).hasMessageContaining("rates in (0, 1)");
  }

  private static double meanRunLength(
      Supplier<ReferenceDetector> detectors, double shift, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long values = 0;
    int runs = 12_000;
    for (int run = 0; run < runs; run++) {
      ReferenceDetector detector = detectors.get();
      do {
        values++;
      } while (!detector.step(random.nextGaussian(shift, 1)));
    }
    return (double) values / runs;
  }
}
