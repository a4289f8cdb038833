package dev.leeway.signals.drift.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SeriesHistoryTest {
  private static final long HOUR = SeriesHistory.HOUR;
  private static final long NOON = 490_000 * HOUR;

  @Test
  void contaminatedHoursEnterNoBaselineUntilTheyAreAccepted() {
    SeriesHistory history = hours(10, 300);
    history.contaminate(NOON - 2 * HOUR, NOON);
    assertThat(history.clean(NOON - 10 * HOUR, NOON).count()).isEqualTo(8 * 300);
    assertThat(history.allRuns(NOON - 10 * HOUR, NOON)).isEqualTo(10 * 300);
    history.add(NOON - HOUR, runs(5));
    assertThat(history.clean(NOON - 2 * HOUR, NOON).count()).isZero();
    history.accept(NOON - 2 * HOUR);
    assertThat(history.clean(NOON - 2 * HOUR, NOON).count()).isEqualTo(605);
  }

  @Test
  void theSlotBeforeTheOnsetIsAnHourWhereThatIsEnough() {
    SeriesHistory history = hours(24 * 8, 300);
    List<SlotCounts> slots = Slots.before(history, NOON + HOUR / 3, NOON + HOUR / 2, 200);
    assertThat(slots)
        .extracting(
            SlotCounts::slot, slot -> slot.fromMillis() - NOON, slot -> slot.toMillis() - NOON)
        .containsExactly(
            tuple(BaselineSlot.PREVIOUS, -HOUR, 0L),
            tuple(BaselineSlot.YESTERDAY, -24 * HOUR, -23 * HOUR),
            tuple(BaselineSlot.LAST_WEEK, -168 * HOUR, -167 * HOUR));
  }

  @Test
  void slotsGrowToSixHoursAndADayWhereRunsAreFew() {
    assertThat(Slots.before(hours(200, 40), NOON, NOON, 200))
        .extracting(slot -> slot.toMillis() - slot.fromMillis())
        .containsExactly(6 * HOUR, 6 * HOUR, 6 * HOUR);
    assertThat(Slots.before(hours(200, 10), NOON, NOON, 200))
        .extracting(slot -> slot.toMillis() - slot.fromMillis())
        .containsExactly(24 * HOUR, 24 * HOUR, 24 * HOUR);
    assertThat(Slots.before(hours(200, 2), NOON, NOON, 200)).isEmpty();
  }

  @Test
  void everyBaselineLiesBeforeTheOnset() {
    SeriesHistory history = hours(24 * 8, 300);
    List<SlotCounts> slots = Slots.before(history, NOON - 30 * HOUR, NOON, 200);
    assertThat(slots)
        .extracting(SlotCounts::slot)
        .containsExactly(BaselineSlot.PREVIOUS, BaselineSlot.LAST_WEEK);
    assertThat(slots).allMatch(slot -> slot.toMillis() <= NOON - 30 * HOUR);
  }

  @Test
  void effectsOfContaminatedHoursDoNotCount() {
    SeriesHistory history = hours(3, 300);
    history.recordEffect(NOON - HOUR, 0.3);
    history.recordEffect(NOON - 2 * HOUR, 0.1);
    history.recordEffect(NOON + 50 * HOUR, 9);
    assertThat(history.effects()).containsExactly(0.1, 0.3);
    history.contaminate(NOON - HOUR, NOON);
    assertThat(history.effects()).containsExactly(0.1);
  }

  @Test
  void bytesBringBackTheSameAndOldHoursGo() {
    SeriesHistory history = hours(48, 300);
    history.contaminate(NOON - 5 * HOUR, NOON - 2 * HOUR);
    history.recordEffect(NOON - HOUR, 0.25);
    SeriesHistory copy = SeriesHistory.decode(history.encode());
    assertThat(copy.encode()).isEqualTo(history.encode());
    assertThat(copy.effects()).containsExactly(0.25);
    copy.dropBefore(NOON - 3 * HOUR);
    assertThat(copy.oldestHourMillis()).isEqualTo(NOON - 3 * HOUR);
    assertThat(copy.newestHourMillis()).isEqualTo(NOON - HOUR);
  }

  @Test
  void aTimeWithinAnHourIsRefused() {
    assertThatThrownBy(() -> new SeriesHistory().add(NOON + 1, runs(1)))
        .hasMessage("expected the start of an hour, came " + (NOON + 1));
  }

  @Test
  void fewSlotsShowOverDispersionOnlyWhereThereIsNoDoubt() {
    long[] reference = {500, 500};
    assertThat(Dispersion.shownBy(List.of(), reference)).containsExactly(1, 1);
    List<long[]> calm = Collections.nCopies(12, new long[] {55, 45});
    assertThat(Dispersion.shownBy(calm, reference)).containsExactly(1, 1);
    // Each of 12 slots is 6 standard deviations off: phi 36, times 12 / 18.549 (chi2inv(.9; 12)).
    List<long[]> sawtooth = Collections.nCopies(12, new long[] {80, 20});
    assertThat(Dispersion.shownBy(sawtooth, reference)[0]).isCloseTo(23.29, within(0.01));
  }

  @Test
  void overDispersionIsOneForIndependentRunsAndCappedForWildOnes() {
    long[] reference = {500, 500};
    List<long[]> calm = Collections.nCopies(200, new long[] {55, 45});
    assertThat(Dispersion.of(calm, reference)[0]).isBetween(1.0, 1.3);
    List<long[]> wild = Collections.nCopies(200, new long[] {1_000, 0});
    assertThat(Dispersion.of(wild, reference)).containsExactly(50, 50);
    assertThat(Dispersion.of(List.of(), reference)).containsExactly(50, 50);
    assertThat(Dispersion.of(calm, new long[] {10, 0})).containsExactly(1, 1);
  }

  private static SeriesHistory hours(int hours, long runs) {
    SeriesHistory history = new SeriesHistory();
    for (int hour = 1; hour <= hours; hour++) {
      history.add(NOON - hour * HOUR, runs(runs));
    }
    return history;
  }

  private static Histogram runs(long runs) {
    return Histogram.of(Map.of(300, runs), 0);
  }
}
