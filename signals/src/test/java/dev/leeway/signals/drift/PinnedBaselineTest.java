package dev.leeway.signals.drift;

import static dev.leeway.signals.drift.Traffic.DAY;
import static dev.leeway.signals.drift.Traffic.HOUR;
import static dev.leeway.signals.drift.Traffic.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.drift.baseline.Baseline;
import dev.leeway.signals.drift.baseline.BaselineSlot;
import dev.leeway.signals.drift.baseline.Histogram;
import dev.leeway.signals.drift.baseline.SeriesHistory;
import dev.leeway.signals.drift.baseline.SlotCounts;
import dev.leeway.signals.finding.Finding;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PinnedBaselineTest {
  private static final String TOKENS = RoutedFeed.TOKENS;

  /** Six percent a day: each day looks like the one before. */
  @Test
  void aCreepThatRollingBaselinesFollowIsShownByTheFrozenTwinAndPagedOnlyOncePinned() {
    RoutedFeed rolling = RoutedFeed.plain(71);
    RoutedFeed pinned = RoutedFeed.plain(71);
    rolling.live(2 * DAY, 120);
    pinned.live(2 * DAY, 120);
    pin(pinned);
    creep(rolling);
    creep(pinned);

    assertThat(rolling.recording.opened()).noneMatch(finding -> finding.slice().wholeAgent());
    assertThat(distance(rolling)).isGreaterThan(0.4);
    assertThat(pinned.recording.opened())
        .filteredOn(finding -> finding.slice().wholeAgent())
        .extracting(Finding::signal)
        .containsExactly(TOKENS);
    assertThat(pinned.recording.baselines)
        .filteredOn(baseline -> baseline.slot() == BaselineSlot.PINNED)
        .extracting(Baseline::slice)
        .contains(SHOP);
  }

  @Test
  void aPinIsNoNewNormalAfterAWeekAndIsTakenBackByWhoSetIt() {
    RoutedFeed feed = RoutedFeed.plain(72);
    feed.live(DAY, 120);
    pin(feed);
    feed.tokens(2);
    feed.live(8 * DAY, 120);
    assertThat(feed.recording.closed())
        .noneMatch(finding -> finding.slice().wholeAgent() && finding.signal().equals(TOKENS));
    feed.monitor.order(BaselineOrder.unpin(SHOP, TOKENS, feed.now, "ada"));
    assertThat(feed.recording.closed())
        .filteredOn(finding -> finding.slice().wholeAgent())
        .extracting(Finding::effectText)
        .containsExactly("the pinned baseline was taken back");
    assertThat(feed.stateOf(SHOP, TOKENS).pinned).isNull();
    assertThat(feed.recording.baselines.getLast().histogram()).isEqualTo(Histogram.empty());
  }

  @Test
  void thePinThatIsThereChangesNothingAndOneOfFewRunsOrOfUnknownSlicesIsRefused() {
    RoutedFeed feed = RoutedFeed.plain(73);
    feed.live(DAY, 120);
    BaselineOrder order = pin(feed);
    int baselines = feed.recording.baselines.size();
    feed.monitor.order(order);
    assertThat(feed.recording.baselines).hasSize(baselines);

    feed.monitor.order(
        BaselineOrder.pin(SHOP, TOKENS, feed.now, 0, HOUR, order.counts().buckets(), 0, "ada"));
    assertThat(feed.recording.count(MonitorCount.REFUSED_ORDERS)).isZero();
    feed.monitor.order(
        BaselineOrder.pin(SHOP, TOKENS, feed.now, 0, HOUR, Map.of(1, 20L), 0, "ada"));
    feed.monitor.order(BaselineOrder.unpin(SHOP.with("model", "m"), TOKENS, feed.now, "ada"));
    assertThat(feed.recording.count(MonitorCount.REFUSED_ORDERS)).isEqualTo(2);
  }

  @Test
  void effectsThatTheSecondVersionMeasuredAgainstAPinAreForgotten() {
    RoutedFeed feed = RoutedFeed.plain(74);
    feed.live(2 * DAY, 120);
    pin(feed);
    SeriesKey key = new SeriesKey(SHOP, TOKENS);
    assertThat(effects(feed, key)).isNotEmpty();
    feed.live(HOUR, 120);
    assertThat(effects(feed, key)).as("those from before the pin stay").isNotEmpty();

    byte[] third = Objects.requireNonNull(feed.store.get(key.detectorKey()));
    // The third added a limit and a flag.
    byte[] second = Arrays.copyOf(third, third.length - Double.BYTES - 1);
    second[0] = 2;
    feed.store.put(key.detectorKey(), second);
    feed.live(HOUR, 120);
    assertThat(effects(feed, key)).isEmpty();
    assertThat(feed.stateOf(SHOP, TOKENS).effectsOfPin).isFalse();
  }

  private static List<Double> effects(RoutedFeed feed, SeriesKey key) {
    return SeriesHistory.decode(Objects.requireNonNull(feed.store.get(key.historyKey()))).effects();
  }

  private static BaselineOrder pin(RoutedFeed feed) {
    SlotCounts frozen = Objects.requireNonNull(feed.stateOf(SHOP, TOKENS).frozen);
    BaselineOrder order =
        BaselineOrder.pin(
            SHOP,
            TOKENS,
            feed.now,
            frozen.fromMillis(),
            frozen.toMillis(),
            frozen.counts().buckets(),
            frozen.counts().zeros(),
            "ada");
    feed.monitor.order(order);
    return order;
  }

  private static void creep(RoutedFeed feed) {
    for (int day = 0; day < 10; day++) {
      feed.tokens(1.06);
      feed.live(DAY, 120);
    }
  }

  private static double distance(RoutedFeed feed) {
    return feed.recording.statuses.stream()
        .filter(status -> status.slice().equals(SHOP) && status.signal().equals(TOKENS))
        .reduce((older, newer) -> newer)
        .orElseThrow()
        .frozenDistance();
  }
}
