package dev.leeway.signals.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HexFormat;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KneeTest {
  private static final String CURVE_V1 =
      "01c0d23901603ff000000000000040500000000000004059000000000000";

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void findsWhereALineBends(long seed) {
    Knee knee = Knee.of(curve(seed, 120, 64, batch -> 35 * Math.min(batch, 24)));
    assertThat(knee).isInstanceOf(Knee.Found.class);
    Knee.Found found = (Knee.Found) knee;
    assertThat(found.batch()).isEqualTo(24, within(3.0));
    assertThat(found.perRequest()).isEqualTo(35, within(2.0));
    assertThat(found.perRequestBeyond()).isEqualTo(0, within(2.0));
    assertThat(found.throughput()).isEqualTo(840, within(60.0));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void findsNoneWhereThroughputGrowsOn(long seed) {
    Knee knee = Knee.of(curve(seed, 120, 64, batch -> 35 * batch));
    assertThat(knee).isInstanceOf(Knee.Unseen.class);
    assertThat(((Knee.Unseen) knee).perRequest()).isEqualTo(35, within(1.0));
  }

  @Test
  void findsNoneWhereThroughputBendsALittle() {
    // Gunther's law with 0.5 % contention: each further request still brings most of what one did.
    Knee knee = Knee.of(curve(1, 120, 64, batch -> 35 * batch / (1 + 0.005 * (batch - 1))));
    assertThat(knee).isInstanceOf(Knee.Unseen.class);
  }

  @Test
  void findsWhereMoreLoadIsLessThroughput() {
    Knee knee =
        Knee.of(
            curve(
                1,
                200,
                80,
                batch -> 35 * batch / (1 + 0.01 * (batch - 1) + 0.002 * batch * (batch - 1))));
    assertThat(knee).isInstanceOf(Knee.Found.class);
    assertThat(((Knee.Found) knee).perRequestBeyond()).isNegative();
  }

  @Test
  void saysHowMuchIsMissing() {
    assertThat(Knee.of(new ThroughputCurve())).isEqualTo(new Knee.TooFew(0, 0));
    ThroughputCurve flat = new ThroughputCurve();
    for (int minute = 0; minute < 300; minute++) {
      flat.add(minute * 60_000L, 16, 500);
    }
    assertThat(Knee.of(flat)).isInstanceOf(Knee.TooFew.class);
  }

  @Test
  void minutesWithoutRequestsSayNothing() {
    ThroughputCurve curve = new ThroughputCurve();
    curve.add(0, 0, 0);
    curve.add(60_000, Double.NaN, 10);
    curve.add(120_000, 10, Double.NaN);
    assertThat(curve.steps()).isEmpty();
  }

  @Test
  void anotherModelIsLearntWithinDays() {
    ThroughputCurve curve = curve(1, 200, 64, batch -> 35 * Math.min(batch, 16));
    Random random = new Random(2);
    long later = 4L * 24 * 60;
    for (int minute = 0; minute < 200; minute++) {
      double batch = 1 + random.nextInt(64);
      curve.add((later + minute) * 60_000L, batch, 70 * Math.min(batch, 40));
    }
    assertThat(((Knee.Found) Knee.of(curve)).batch()).isEqualTo(40, within(4.0));
  }

  @Test
  void itsStateIsSmall() {
    assertThat(curve(1, 50_000, 4_000, batch -> batch).bytes().length).isLessThan(4_000);
  }

  @Test
  void bytesOfTheFirstVersionAreReadForEver() {
    ThroughputCurve curve = new ThroughputCurve();
    curve.add(1_700_006_400_000L, 64, 100);
    assertThat(HexFormat.of().formatHex(curve.bytes())).isEqualTo(CURVE_V1);
    assertThat(ThroughputCurve.of(HexFormat.of().parseHex(CURVE_V1)).steps())
        .containsExactly(new ThroughputCurve.Step(1, 64, 100));
  }

  private static ThroughputCurve curve(
      long seed, int minutes, int most, DoubleUnaryOperator throughput) {
    Random random = new Random(seed);
    ThroughputCurve curve = new ThroughputCurve();
    for (int minute = 0; minute < minutes; minute++) {
      double batch = 1 + random.nextInt(most);
      double noise = 1 + 0.05 * random.nextGaussian();
      curve.add(minute * 60_000L, batch, throughput.applyAsDouble(batch) * noise);
    }
    return curve;
  }
}
