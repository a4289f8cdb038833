package dev.leeway.standalone.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NabScoreTest {
  /** 100 values, of which the first 15 are for learning, and one window of 20. */
  private static final NabSeries SERIES =
      new NabSeries("a", LongStream.range(0, 100).toArray(), new double[100], windows(40, 59));

  @Test
  void noAlarmIsZeroAndAnAlarmAtTheLeftEdgeOfEachWindowIsAHundred() {
    assertThat(standard(List.of())).isZero();
    assertThat(standard(List.of(40))).isCloseTo(100, within(1e-9));
    assertThat(standard(List.of(40, 45, 59))).isCloseTo(100, within(1e-9));
  }

  /** s(-1/20) / s(-1) = 0.12604; s(10/19) = -0.86573; beyond three widths -1. */
  @ParameterizedTest
  @CsvSource({"59, 56.302", "69, -4.7615", "20, -5.5", "10, 0"})
  void oneAlarmWeighsWhatItsPlaceSays(int alarm, double score) {
    assertThat(standard(List.of(alarm))).isCloseTo(score, within(1e-3));
  }

  @Test
  void farBehindAWindowAFalseAlarmWeighsAllOfIt() {
    NabSeries narrow =
        new NabSeries("b", LongStream.range(0, 100).toArray(), new double[100], windows(20, 24));
    NabScore score = new NabScore(NabProfile.STANDARD);
    score.add(narrow, List.of(20, 90));
    assertThat(score.scaled()).isCloseTo(94.5, within(1e-9));
  }

  @Test
  void aProfileThatMindsMissesWeighsThemTwice() {
    NabScore score = new NabScore(new NabProfile("reward low FN rate", 1, 2, 0.11));
    score.add(SERIES, List.of(20, 40));
    assertThat(score.scaled()).isCloseTo(100 * (1 - 0.11 + 2) / 3, within(1e-9));
  }

  @Test
  void windowsOfAllSeriesWeighTheSame() {
    NabScore score = new NabScore(NabProfile.STANDARD);
    score.add(SERIES, List.of(40));
    score.add(SERIES, List.of());
    assertThat(score.scaled()).isCloseTo(50, within(1e-9));
  }

  private static double standard(List<Integer> alarms) {
    NabScore score = new NabScore(NabProfile.STANDARD);
    score.add(SERIES, alarms);
    return score.scaled();
  }

  private static List<NabSeries.Window> windows(int first, int last) {
    return List.of(new NabSeries.Window(first, last));
  }
}
