package dev.leeway.signals.drift;

import static dev.leeway.signals.drift.Traffic.DAY;
import static dev.leeway.signals.drift.Traffic.HOUR;
import static dev.leeway.signals.drift.Traffic.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.drift.baseline.Baseline;
import dev.leeway.signals.drift.baseline.BaselineSlot;
import dev.leeway.signals.drift.baseline.SlotCounts;
import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.finding.FindingState;
import dev.leeway.signals.finding.Severity;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Somebody pins a stretch of a month ago, when inputs were four times as long; after a day at the
 * level of today they double, which is still far from the pin.
 */
class FarPinTest {
  private static final String TOKENS = RoutedFeed.TOKENS;

  /** Buckets are 2 % wide: 1.02^69 is 4. */
  private static final int FOUR_TIMES = 69;

  @Test
  void itIsAFindingAndALaterChangeIsAnotherOneBesideItSeed75() {
    RoutedFeed feed = pinnedFar(75);
    feed.live(20 * HOUR, 120);
    List<Finding> opened = opened(feed);
    assertThat(opened).hasSize(1);
    assertThat(opened.getFirst().baselineId()).isEqualTo(pinId(feed));
    assertThat(opened.getFirst().severity()).as("no mix of routes").isEqualTo(Severity.WARNING);
    assertThat(opened.getFirst().effectText()).contains(" (×0.3)");

    feed.tokens(2);
    feed.live(4 * HOUR, 120);
    assertThat(open(feed)).hasSize(2);
    Finding later = opened(feed).getLast();
    assertThat(later.effectText()).startsWith("p50 of input tokens 1,2").contains("(×2.1)");
    assertThat(later.baselineId()).isNotEqualTo(pinId(feed));
    assertThat(feed.recording.statuses)
        .filteredOn(status -> status.slice().equals(SHOP) && status.signal().equals(TOKENS))
        .filteredOn(status -> status.atMillis() > opened.getFirst().openedAtMillis())
        .extracting(SignalStatus::health)
        .containsOnly(Health.DRIFT);
  }

  @Test
  void backAtThePinBothAreOverAndItIsJudgedByThePinAgainSeed76() {
    RoutedFeed feed = changedBeside(76);
    feed.tokens(2);
    feed.live(8 * HOUR, 120);
    assertThat(open(feed)).isEmpty();
    assertThat(closed(feed))
        .satisfiesExactlyInAnyOrder(
            text -> assertThat(text).isEqualTo("judged against the pinned baseline again"),
            text -> assertThat(text).startsWith("back at its baseline: effect "));
    SeriesState state = feed.stateOf(SHOP, TOKENS);
    assertThat(state.judgedByPin()).isTrue();
    assertThat(Objects.requireNonNull(state.armed).reference().runs())
        .isEqualTo(Objects.requireNonNull(state.pinned).counts().count());
  }

  @Test
  void takenBackItLeavesWhatWasFoundBesideItSeed77() {
    RoutedFeed feed = changedBeside(77);
    Finding beside = opened(feed).getLast();
    feed.monitor.order(BaselineOrder.unpin(SHOP, TOKENS, feed.now, "ada"));
    feed.live(HOUR, 120);
    assertThat(closed(feed)).containsExactly("the pinned baseline was taken back");
    assertThat(open(feed)).containsOnlyKeys(beside.findingId());
    feed.tokens(0.5);
    feed.live(4 * HOUR, 120);
    assertThat(open(feed)).isEmpty();
  }

  @Test
  void takenAsNormalItIsTheEndOfThePinSeed78() {
    RoutedFeed feed = pinnedFar(78);
    feed.live(20 * HOUR, 120);
    feed.monitor.order(BaselineOrder.accept(SHOP, TOKENS, feed.now, "ada"));
    feed.live(6 * HOUR, 120);
    assertThat(open(feed)).isEmpty();
    assertThat(feed.stateOf(SHOP, TOKENS).pinned).isNull();
  }

  @Test
  void bothGoOnWhenTheStateIsLostSeed79() {
    RoutedFeed feed = changedBeside(79);
    Map<String, Finding> before = open(feed);
    Baseline pinned = pin(feed);
    feed.loseState();
    ColdStart cold = feed.monitor.coldStart();
    cold.remember(pinned);
    before.values().forEach(cold::resume);
    feed.live(2 * HOUR, 120);
    assertThat(open(feed)).containsOnlyKeys(before.keySet());
    assertThat(opened(feed)).hasSize(2);
    feed.tokens(2);
    feed.live(8 * HOUR, 120);
    assertThat(open(feed)).isEmpty();
  }

  @Test
  void withoutTrafficBothCloseAndThePinStaysSeed80() {
    RoutedFeed feed = changedBeside(80);
    feed.monitor.advance("prod", "shop", feed.now + 3 * HOUR, feed.now + 3 * HOUR);
    assertThat(open(feed)).isEmpty();
    assertThat(closed(feed)).allMatch(text -> text.startsWith("no data for 60 min; last seen: "));
    assertThat(feed.stateOf(SHOP, TOKENS).judgedByPin()).isTrue();
  }

  private static RoutedFeed pinnedFar(long seed) {
    RoutedFeed feed = RoutedFeed.plain(seed);
    feed.live(DAY, 120);
    SlotCounts frozen = Objects.requireNonNull(feed.stateOf(SHOP, TOKENS).frozen);
    Map<Integer, Long> far = new HashMap<>();
    frozen.counts().buckets().forEach((bucket, runs) -> far.put(bucket + FOUR_TIMES, runs));
    long month = 30 * DAY;
    feed.monitor.order(
        BaselineOrder.pin(
            SHOP,
            TOKENS,
            feed.now,
            frozen.fromMillis() - month,
            frozen.toMillis() - month,
            far,
            0,
            "ada"));
    return feed;
  }

  private static RoutedFeed changedBeside(long seed) {
    RoutedFeed feed = pinnedFar(seed);
    feed.live(20 * HOUR, 120);
    feed.tokens(2);
    feed.live(4 * HOUR, 120);
    assertThat(open(feed)).hasSize(2);
    return feed;
  }

  private static Baseline pin(RoutedFeed feed) {
    return feed.recording.baselines.stream()
        .filter(baseline -> baseline.slot() == BaselineSlot.PINNED)
        .findFirst()
        .orElseThrow();
  }

  private static String pinId(RoutedFeed feed) {
    return pin(feed).baselineId();
  }

  /** The agent's own findings as they were stated last. */
  private static Map<String, Finding> newest(RoutedFeed feed) {
    Map<String, Finding> newest = new LinkedHashMap<>();
    feed.recording.findings.stream()
        .filter(finding -> finding.slice().wholeAgent() && finding.signal().equals(TOKENS))
        .forEach(finding -> newest.put(finding.findingId(), finding));
    return newest;
  }

  private static List<Finding> opened(RoutedFeed feed) {
    return feed.recording.opened().stream()
        .filter(finding -> finding.slice().wholeAgent() && finding.signal().equals(TOKENS))
        .toList();
  }

  private static Map<String, Finding> open(RoutedFeed feed) {
    Map<String, Finding> open = newest(feed);
    open.values().removeIf(finding -> finding.state() != FindingState.OPEN);
    return open;
  }

  private static List<String> closed(RoutedFeed feed) {
    return newest(feed).values().stream()
        .filter(finding -> finding.state() == FindingState.CLOSED)
        .map(Finding::effectText)
        .toList();
  }
}
