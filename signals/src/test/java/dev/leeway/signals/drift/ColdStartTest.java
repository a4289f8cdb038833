package dev.leeway.signals.drift;

import static dev.leeway.signals.drift.Traffic.DAY;
import static dev.leeway.signals.drift.Traffic.HOUR;
import static dev.leeway.signals.drift.Traffic.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.drift.baseline.Baseline;
import dev.leeway.signals.drift.baseline.BaselineSlot;
import dev.leeway.signals.finding.Finding;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ColdStartTest {
  private static final String TOKENS = RoutedFeed.TOKENS;

  @Test
  void anOpenFindingGoesOnAndItsHoursAreNotLearned() {
    RoutedFeed feed = RoutedFeed.plain(81);
    feed.live(2 * DAY, 120);
    feed.tokens(2);
    feed.live(DAY, 120);
    Finding open = newest(feed);
    long before = referenceEnd(feed);

    feed.loseState();
    assertThat(feed.monitor.coldStart().resume(open)).isTrue();
    feed.live(2 * HOUR, 120);
    assertThat(newest(feed).findingId()).isEqualTo(open.findingId());
    assertThat(whole(feed)).hasSize(1);
    assertThat(Objects.requireNonNull(feed.stateOf(SHOP, TOKENS).armed).reference().runs())
        .isBetween(2L * 24 * 110, 2L * 24 * 130);
    assertThat(before).isLessThanOrEqualTo(open.openedAtMillis());

    feed.tokens(0.5);
    feed.live(4 * HOUR, 120);
    assertThat(feed.recording.closed())
        .filteredOn(finding -> finding.slice().wholeAgent())
        .extracting(Finding::findingId)
        .containsExactly(open.findingId());
  }

  @Test
  void withoutItsFindingsPastDriftWouldBeNormal() {
    RoutedFeed feed = RoutedFeed.plain(82);
    feed.live(2 * DAY, 120);
    feed.tokens(2);
    feed.live(DAY, 120);
    feed.loseState();
    feed.live(2 * HOUR, 120);
    assertThat(Objects.requireNonNull(feed.stateOf(SHOP, TOKENS).armed).reference().runs())
        .isGreaterThan(3L * 24 * 110);
  }

  @Test
  void whatWasFrozenAndPinnedStays() {
    RoutedFeed feed = RoutedFeed.plain(83);
    feed.live(2 * DAY, 120);
    Baseline frozen = baseline(feed, BaselineSlot.FROZEN);
    feed.monitor.order(
        BaselineOrder.pin(
            SHOP,
            TOKENS,
            feed.now,
            frozen.fromMillis(),
            frozen.toMillis(),
            frozen.histogram().buckets(),
            frozen.histogram().zeros(),
            "ada"));
    Baseline pinned = baseline(feed, BaselineSlot.PINNED);

    feed.loseState();
    assertThat(feed.monitor.coldStart().remember(frozen)).isTrue();
    assertThat(feed.monitor.coldStart().remember(pinned)).isTrue();
    feed.live(HOUR, 120);
    SeriesState state = feed.stateOf(SHOP, TOKENS);
    assertThat(Objects.requireNonNull(state.pinned).counts()).isEqualTo(frozen.histogram());
    assertThat(Objects.requireNonNull(state.frozen).counts()).isEqualTo(frozen.histogram());
    assertThat(Objects.requireNonNull(state.armed).reference().runs())
        .isEqualTo(frozen.histogram().count());
  }

  @Test
  void aSeriesWithoutWindowsIsNotBroughtBack() {
    RoutedFeed feed = RoutedFeed.plain(84);
    feed.live(2 * DAY, 120);
    Baseline frozen = baseline(feed, BaselineSlot.FROZEN);
    RoutedFeed other = RoutedFeed.plain(85);
    assertThat(other.monitor.coldStart().remember(frozen)).isFalse();
    assertThat(other.store.entries()).isEmpty();
  }

  private static Baseline baseline(RoutedFeed feed, BaselineSlot slot) {
    return feed.recording.baselines.stream()
        .filter(baseline -> baseline.slot() == slot)
        .filter(baseline -> baseline.slice().equals(SHOP) && baseline.signal().equals(TOKENS))
        .findFirst()
        .orElseThrow();
  }

  private static long referenceEnd(RoutedFeed feed) {
    return Objects.requireNonNull(feed.stateOf(SHOP, TOKENS).armed).reference().toMillis();
  }

  private static List<Finding> whole(RoutedFeed feed) {
    return feed.recording.opened().stream()
        .filter(finding -> finding.slice().wholeAgent())
        .toList();
  }

  private static Finding newest(RoutedFeed feed) {
    return feed.recording.findings.stream()
        .filter(finding -> finding.slice().wholeAgent())
        .reduce((older, newer) -> newer)
        .orElseThrow();
  }
}
