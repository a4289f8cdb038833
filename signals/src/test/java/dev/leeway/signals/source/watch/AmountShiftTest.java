package dev.leeway.signals.source.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.source.watch.AmountShift.Amount;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class AmountShiftTest {
  private static final double[] USUAL = {100, 102, 98, 101, 99, 100, 103, 97};

  @Test
  void aTenthOfTheRowsIsAShiftAtOnce() {
    assertThat(AmountShift.of(after(USUAL, 10), Amount.ROWS))
        .contains(new AmountShift(8, 8, 10, 100, 1, 8));
  }

  @Test
  void aFewRowsLessAreNone() {
    assertThat(AmountShift.of(after(USUAL, 60), Amount.ROWS)).isEmpty();
    assertThat(AmountShift.of(after(USUAL, 160), Amount.ROWS)).isEmpty();
  }

  @Test
  void threeTimesTheRowsAreAShiftToo() {
    assertThat(AmountShift.of(after(USUAL, 300), Amount.ROWS)).isPresent();
  }

  @Test
  void whereLoadsVaryWidelyOnlyWhatIsBeyondThatIsAShift() {
    double[] wild = {10, 1_000, 50, 20_000, 300, 8_000, 30, 2_000, 100};
    assertThat(AmountShift.of(after(wild, 1), Amount.ROWS)).isEmpty();
    assertThat(AmountShift.of(after(wild, 0), Amount.ROWS)).isEmpty();
  }

  @Test
  void belowEightUsualLoadsNothingIsSaid() {
    assertThat(
            AmountShift.of(after(new double[] {100, 100, 100, 100, 100, 100, 100}, 0), Amount.ROWS))
        .isEmpty();
  }

  @Test
  void theNextUsualLoadEndsIt() {
    assertThat(AmountShift.of(after(USUAL, 10, 10, 101), Amount.ROWS)).isEmpty();
  }

  @Test
  void twelveShiftedLoadsAreTheNewUsual() {
    double[] eleven = {9, 10, 11, 10, 9, 10, 11, 10, 9, 10, 11};
    assertThat(AmountShift.of(after(USUAL, eleven), Amount.ROWS))
        .hasValueSatisfying(shift -> assertThat(shift.updates()).isEqualTo(11));
    double[] twelve = {9, 10, 11, 10, 9, 10, 11, 10, 9, 10, 11, 10};
    assertThat(AmountShift.of(after(USUAL, twelve), Amount.ROWS)).isEmpty();
  }

  @Test
  void moreNullsAreAShiftAndFewerAreNone() {
    double[] nulls = {0.10, 0.11, 0.10, 0.09, 0.10, 0.10, 0.11, 0.10};
    assertThat(AmountShift.of(after(nulls, 0.40), Amount.NULLS)).isPresent();
    assertThat(AmountShift.of(after(nulls, 0.13), Amount.NULLS)).isEmpty();
    assertThat(AmountShift.of(after(nulls, 0.0), Amount.NULLS)).isEmpty();
  }

  private static SortedMap<Long, Double> after(double[] usual, double... further) {
    SortedMap<Long, Double> updates = new TreeMap<>();
    for (double value : usual) {
      updates.put((long) updates.size(), value);
    }
    for (double value : further) {
      updates.put((long) updates.size(), value);
    }
    return updates;
  }
}
