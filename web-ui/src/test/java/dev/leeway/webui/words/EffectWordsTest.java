package dev.leeway.webui.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.window.Distribution;
import dev.leeway.storage.query.SignalValues;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class EffectWordsTest {
  private static final SignalWords DURATION = SignalWords.of("run.duration");

  @Test
  void aDoubledMedianIsSaidAsAFactor() {
    assertThat(EffectWords.say(DURATION, all(100, 2_000), all(100, 1_000)))
        .isEqualTo(
            "2× longer (median 1 s → 2.02 s); 2× longer (p95 1 s → 2.02 s) (n = 100, m = 100)");
  }

  @Test
  void aSmallerShiftIsSaidInPercent() {
    assertThat(EffectWords.say(DURATION, all(100, 800), all(200, 1_000)))
        .startsWith("20 % shorter (median 1 s → 804 ms)")
        .endsWith("(n = 100, m = 200)");
  }

  @Test
  void aShiftOfTheTailAloneLeavesTheMedian() {
    double[] now = new double[100];
    Arrays.fill(now, 0, 80, 1_000);
    Arrays.fill(now, 80, 100, 9_000);
    assertThat(EffectWords.say(DURATION, of(now), all(100, 1_000)))
        .startsWith("Same median, tail 9");
  }

  @Test
  void noShiftIsSaidAsSuch() {
    assertThat(EffectWords.say(DURATION, all(60, 1_000), all(60, 1_010)))
        .isEqualTo("No change that the samples could tell: median 1 s (n = 60, m = 60)");
  }

  @Test
  void aShiftWithinTheSamplesNoiseIsNotClaimed() {
    double[] wide = new double[60];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = 100 * (i + 1);
    }
    double[] shifted = Arrays.stream(wide).map(value -> value * 1.1).toArray();
    assertThat(EffectWords.say(DURATION, of(shifted), of(wide))).startsWith("No change that");
  }

  @Test
  void tooFewValuesAreNotCompared() {
    assertThat(EffectWords.say(DURATION, all(43, 1_000), all(100, 1_000)))
        .isEqualTo("Not enough data to compare: 43 of 50 values");
    assertThat(EffectWords.say(DURATION, all(100, 1_000), SignalValues.EMPTY))
        .isEqualTo("No baseline to compare with yet: 0 of 50 values");
  }

  private static SignalValues all(int count, double value) {
    double[] values = new double[count];
    Arrays.fill(values, value);
    return of(values);
  }

  private static SignalValues of(double... values) {
    return SignalValues.of(Distribution.ofValues(values));
  }
}
