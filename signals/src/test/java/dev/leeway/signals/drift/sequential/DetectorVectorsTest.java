package dev.leeway.signals.drift.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reference values: V10 to V14 of the drift specification, computed by definition. */
class DetectorVectorsTest {
  private static final Offset<Double> SIX_DIGITS = within(6e-7);
  private static final long[] EVENTS = {0, 0, 1, 0, 1, 1, 0, 1, 1, 1};
  private static final RateNull TENTH = new RateNull(0.1, 0, 1);

  @Test
  void mixtureShiryaevRobertsOfEventsIsVectorTen() {
    RateDetector detector = new RateDetector(new Alternatives(1.5, 2, 3));
    List<Double> path = new ArrayList<>();
    for (long event : EVENTS) {
      detector.step(event, 1, TENTH, 0);
      path.add(Math.exp(detector.logM(Side.UP)));
    }
    assertClose(
        path,
        .870370,
        1.632716,
        5.586934,
        5.650577,
        14.753186,
        37.519812,
        31.940611,
        81.700328,
        217.032609,
        597.389689);
  }

  @Test
  void mixtureCusumOfEventsIsVectorEleven() {
    RateDetector detector = new RateDetector(new Alternatives(1.5, 2, 3));
    List<Double> path = new ArrayList<>();
    for (long event : EVENTS) {
      detector.step(event, 1, TENTH, 0);
      path.add(Math.exp(detector.logCusum(Side.UP)));
    }
    assertClose(
        path,
        .870370,
        .870370,
        2.166667,
        1.842593,
        4.226852,
        10.432870,
        8.554913,
        22.052533,
        59.685796,
        167.242686);
  }

  @Test
  void bettingOnTheMeanIsVectorTwelve() {
    LocationDetector detector = new LocationDetector(0.5, 1);
    List<Double> path = new ArrayList<>();
    for (double value : new double[] {.9, .8, .2, .95, .99, .7, .85, .6, .97, .9}) {
      // The vector is of one side; the other, against a mean of at least 0, can say nothing and
      // counts as zero in the mean of both.
      detector.step(new long[] {1}, new LocationNull(new double[] {value}, 0.5, 0, 1), 0);
      path.add(2 * Math.exp(detector.logM()));
    }
    assertClose(
        path, 1.3, 2.825, 2.94225, 5.266206, 8.613822, 11.119274, 15.470192, 17.793147, 25.909172,
        35.768423);
  }

  @Test
  void panesOfTwoHundredAreVectorThirteen() {
    RateDetector detector = new RateDetector();
    List<Double> path = new ArrayList<>();
    for (long k : new long[] {3, 5, 4, 9, 11, 10}) {
      detector.step(k, 200, new RateNull(0.02, 0, 1), 0);
      path.add(detector.logM());
    }
    assertClose(path, -1.525124, -.370743, -.223250, 2.048790, 5.480107, 8.399965);
  }

  @ParameterizedTest
  @CsvSource({".001, 20.79113", ".01, 4.45099", ".05, 1.78332", ".5, .63867", "1, 0.5"})
  void mixtureOfPowerCalibratorsIsVectorFourteen(double p, double evalue) {
    assertThat(PValues.mixtureEvalue(p)).isCloseTo(evalue, within(6e-6));
  }

  @Test
  void pValuesNearOneMeetTheirSeries() {
    assertThat(PValues.mixtureEvalue(0.99989))
        .isCloseTo(PValues.mixtureEvalue(0.99991), within(1e-5));
    assertThatThrownBy(() -> PValues.mixtureEvalue(0)).hasMessage("p must be within (0, 1]: 0.0");
    assertThatThrownBy(() -> PValues.mixtureEvalue(Double.NaN))
        .hasMessage("p must be within (0, 1]: NaN");
  }

  @Test
  void temperingDividesTheEvidenceOfAPane() {
    RateDetector plain = new RateDetector(new Alternatives(2));
    RateDetector tempered = new RateDetector(new Alternatives(2));
    plain.step(30, 200, new RateNull(0.05, 0, 1), 0);
    tempered.step(30, 200, new RateNull(0.05, 0, 4), 0);
    assertThat(tempered.logM()).isCloseTo(plain.logM() / 4, within(1e-12));
  }

  @Test
  void bothSidesSayWhichWayTheRateWentAndSinceWhen() {
    RateNull rate = RateNull.of(500, 5_000, 1, 0);
    RateDetector detector = new RateDetector();
    for (int pane = 0; pane < 10; pane++) {
      detector.step(10, 100, rate, pane * 300_000L);
    }
    for (int pane = 10; pane < 14; pane++) {
      detector.step(0, 100, rate, pane * 300_000L);
    }
    assertThat(detector.side()).isEqualTo(Side.DOWN);
    assertThat(detector.logM()).isGreaterThan(10);
    assertThat(detector.onsetMillis()).isEqualTo(10 * 300_000L);
  }

  @Test
  void aNullAboveOneHalfIsStillTestedTheRightWay() {
    RateDetector detector = new RateDetector();
    RateNull rate = RateNull.of(700, 1_000, 1, 0);
    for (int pane = 0; pane < 200; pane++) {
      detector.step(70, 100, rate, pane);
    }
    assertThat(detector.logM()).isLessThan(Math.log(200));
    for (int pane = 0; pane < 10; pane++) {
      detector.step(95, 100, rate, pane);
    }
    assertThat(detector.side()).isEqualTo(Side.UP);
    assertThat(detector.logM()).isGreaterThan(15);
  }

  @Test
  void distributionDetectorNamesTheBinAndTheOnset() {
    long[] reference = new long[10];
    Arrays.fill(reference, 500);
    double[] phi = new double[10];
    Arrays.fill(phi, 1);
    BinNull bins = BinNull.of(reference, phi, 0.01);
    DistributionDetector detector = new DistributionDetector(10);
    for (int pane = 0; pane < 20; pane++) {
      detector.step(new long[] {5, 5, 5, 5, 5, 5, 5, 5, 5, 5}, bins, pane * 300_000L);
    }
    assertThat(detector.logM()).isLessThan(Math.log(20));
    for (int pane = 20; pane < 23; pane++) {
      detector.step(new long[] {4, 3, 4, 3, 4, 3, 4, 3, 2, 20}, bins, pane * 300_000L);
    }
    assertThat(detector.strongestBin()).isEqualTo(9);
    assertThat(detector.onsetMillis()).isEqualTo(20 * 300_000L);
    assertThat(detector.logM()).isGreaterThan(10);
  }

  @Test
  void stateOfAFullDistributionDetectorStaysBelowTwoKilobytesAndGoesOnAsItWas() {
    long[] reference = new long[11];
    Arrays.fill(reference, 400);
    double[] phi = new double[11];
    Arrays.fill(phi, 1.2);
    BinNull bins = BinNull.of(reference, phi, 0.01);
    DistributionDetector detector = new DistributionDetector(11);
    long start = 1_700_000_000_000L;
    for (int pane = 0; pane < 300; pane++) {
      long[] counts = new long[11];
      for (int bin = 0; bin < 11; bin++) {
        counts[bin] = (pane * 7L + bin * 13L) % 11;
      }
      detector.step(counts, bins, start + pane * 300_000L);
    }
    StateWriter writer = new StateWriter(1);
    detector.encode(writer);
    assertThat(writer.bytes().length).isLessThanOrEqualTo(2_048);

    DistributionDetector copy = DistributionDetector.decode(new StateReader(writer.bytes(), 1));
    long[] next = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 40};
    detector.step(next, bins, start);
    copy.step(next, bins, start);
    assertThat(copy.logM()).isEqualTo(detector.logM());
    assertThat(copy.onsetMillis()).isEqualTo(detector.onsetMillis());
  }

  @Test
  void binsThatDifferAreRefused() {
    BinNull bins = BinNull.of(new long[] {5, 5}, new double[] {1, 1}, 0.01);
    assertThatThrownBy(() -> new DistributionDetector(3).step(new long[] {1, 2}, bins, 0))
        .hasMessage("bins differ: 2 vs 2 of the null and 3 of the detector");
    assertThatThrownBy(() -> BinNull.of(new long[] {0, 0}, new double[] {1, 1}, 0.01))
        .hasMessage(
            "expected runs in the reference and a phi per bin, came 0 runs, 2 bins and 2 phi");
    assertThatThrownBy(() -> new RateDetector().step(3, 2, TENTH, 0))
        .hasMessage("expected 0 <= k <= n, came 3 of 2");
  }

  private static void assertClose(List<Double> path, double... expected) {
    assertThat(path).hasSize(expected.length);
    for (int at = 0; at < expected.length; at++) {
      assertThat(path.get(at)).as("step %d", at + 1).isCloseTo(expected[at], SIX_DIGITS);
    }
  }
}
