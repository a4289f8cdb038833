package dev.leeway.signals.drift;

import static dev.leeway.signals.drift.Traffic.DAY;
import static dev.leeway.signals.drift.Traffic.HOUR;
import static dev.leeway.signals.drift.Traffic.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.drift.baseline.Baseline;
import dev.leeway.signals.drift.baseline.BaselineSlot;
import dev.leeway.signals.drift.baseline.Histogram;
import dev.leeway.signals.drift.baseline.Slots;
import dev.leeway.signals.finding.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

class LastWeekBaselineTest {
  private static final String TOKENS = RoutedFeed.TOKENS;

  /** Of forty runs an hour a slot needs six hours, around the hour that is judged. */
  @Test
  void afterAWeekAFindingIsComparedWithTheSameHoursOfTheWeekBeforeTooSeed91() {
    RoutedFeed feed = RoutedFeed.plain(91);
    feed.live(7 * DAY + 12 * HOUR, 40);
    feed.tokens(3);
    feed.live(3 * HOUR, 40);
    Finding finding =
        feed.recording.opened().stream()
            .filter(opened -> opened.slice().equals(SHOP) && opened.signal().equals(TOKENS))
            .findFirst()
            .orElseThrow();
    List<Baseline> stored =
        feed.recording.baselines.stream()
            .filter(row -> row.slice().equals(SHOP) && row.signal().equals(TOKENS))
            .toList();
    Baseline lastWeek =
        stored.stream()
            .filter(row -> row.slot() == BaselineSlot.LAST_WEEK)
            .findFirst()
            .orElseThrow();
    // The pane that opened it ended within this hour, or at its end.
    long hour = Slots.hourOf(finding.openedAtMillis() - 1);
    assertThat(lastWeek.fromMillis()).isEqualTo(hour - 7 * DAY - 3 * HOUR);
    assertThat(lastWeek.toMillis()).isEqualTo(hour - 7 * DAY + 3 * HOUR);
    assertThat(lastWeek.histogram())
        .isEqualTo(
            Histogram.sumOf(
                feed.hours.all().stream()
                    .filter(row -> row.slice().equals(SHOP) && row.signal().equals(TOKENS))
                    .filter(row -> row.windowStartMillis() >= lastWeek.fromMillis())
                    .filter(row -> row.windowStartMillis() < lastWeek.toMillis())
                    .map(row -> Histogram.of(row.buckets(), 0))
                    .toList()));
    assertThat(stored)
        .extracting(Baseline::slot)
        .contains(BaselineSlot.PREVIOUS, BaselineSlot.YESTERDAY, BaselineSlot.LAST_WEEK);
    assertThat(stored).extracting(Baseline::baselineId).contains(finding.baselineId());
  }
}
