package dev.leeway.signals.drift;

import static dev.leeway.signals.drift.Traffic.DAY;
import static dev.leeway.signals.drift.Traffic.HOUR;
import static dev.leeway.signals.drift.Traffic.MINUTE;
import static dev.leeway.signals.drift.Traffic.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.signals.drift.baseline.Baseline;
import dev.leeway.signals.drift.baseline.BaselineSlot;
import dev.leeway.signals.drift.baseline.Histogram;
import dev.leeway.signals.drift.baseline.SeriesHistory;
import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.finding.FindingState;
import dev.leeway.signals.window.Marks;
import dev.leeway.signals.window.Slice;
import dev.leeway.signals.window.WindowPartial;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TenantMonitorTest {
  private static final String TOKENS = "complexity.input_tokens";

  @Test
  void learningIsShownWithItsCountUntilEnoughRunsCame() {
    Feed feed = new Feed(1, Traffic.Shape.calm());
    feed.live(4 * HOUR, 600, Traffic.Shift.NONE);
    List<SignalStatus> path = statusesOf(feed, TOKENS);
    assertThat(path.getFirst().health()).isEqualTo(Health.LEARNING);
    assertThat(path.getFirst().runsNeeded()).isEqualTo(2_000);
    assertThat(path.getLast().health()).isEqualTo(Health.STABLE);
    assertThat(path.getLast().runs()).isBetween(2_000L, 2_100L);
    assertThat(path).hasSizeLessThan(45);
    assertThat(path).extracting(SignalStatus::runs).isSortedAccordingTo(Long::compare);
  }

  @Test
  void aShiftOpensFollowsAndClosesOneFinding() {
    Feed feed = Feed.warm(2);
    long shiftAt = feed.now;
    feed.live(2 * HOUR, 600, Traffic.Shift.tokens(2));
    feed.live(2 * HOUR, 600, Traffic.Shift.NONE);

    assertThat(feed.recording.opened()).hasSize(1);
    Finding opened = feed.recording.opened().getFirst();
    assertThat(opened.signal()).isEqualTo(TOKENS);
    assertThat(opened.detector()).isEqualTo("drift.distribution");
    assertThat(opened.onsetMillis()).isEqualTo(shiftAt);
    assertThat(opened.openedAtMillis()).isBetween(shiftAt, shiftAt + 20 * MINUTE);
    assertThat(opened.effect()).isGreaterThan(0.3);
    assertThat(opened.effectText())
        .matches(
            "p\\d\\d of input tokens [0-9,.]+ → [0-9,.]+ \\(×[12]\\.\\d\\) since 08:00 UTC, .*");
    assertThat(opened.evidence())
        .containsKeys("psi", "n", "m", "log_e", "log_e_limit", "p50", "p50_baseline");
    assertThat(opened.exemplarTraceIds()).isNotEmpty().hasSizeLessThanOrEqualTo(5);
    assertThat(feed.recording.baselines)
        .filteredOn(baseline -> baseline.baselineId().equals(opened.baselineId()))
        .extracting(Baseline::slot)
        .containsExactly(BaselineSlot.PREVIOUS);

    assertThat(feed.recording.closed()).hasSize(1);
    Finding closed = feed.recording.closed().getFirst();
    assertThat(closed.findingId()).isEqualTo(opened.findingId());
    assertThat(closed.closedAtMillis()).isBetween(shiftAt + 2 * HOUR, shiftAt + 3 * HOUR);
    assertThat(closed.effectText()).startsWith("back at its baseline");
    assertThat(feed.recording.findings)
        .extracting(Finding::revision)
        .isSortedAccordingTo(Long::compare)
        .doesNotHaveDuplicates();
    assertThat(statusesOf(feed, TOKENS))
        .extracting(SignalStatus::health)
        .containsSubsequence(Health.LEARNING, Health.STABLE, Health.DRIFT, Health.STABLE);
  }

  @Test
  void moreBadOutcomesOpenARateFinding() {
    Feed feed = Feed.warm(3);
    long shiftAt = feed.now;
    feed.live(HOUR, 600, Traffic.Shift.bad(0.2));
    assertThat(feed.recording.opened()).hasSize(1);
    Finding finding = feed.recording.opened().getFirst();
    assertThat(finding.detector()).isEqualTo("drift.rate");
    assertThat(finding.signal()).isEqualTo("run.outcome");
    assertThat(finding.openedAtMillis()).isLessThanOrEqualTo(shiftAt + 30 * MINUTE);
    assertThat(finding.effectText())
        .startsWith("runs that did not end OK ")
        .contains(" 95 % interval ", " since 08:00 UTC, ");
    assertThat(finding.evidence().get("rate_ratio")).isBetween(5.0, 20.0);
  }

  @Test
  void trafficThatStopsClosesTheFindingForWantOfData() {
    Feed feed = Feed.warm(4);
    feed.live(30 * MINUTE, 600, Traffic.Shift.tokens(2));
    long stopped = feed.now;
    feed.silence(3 * HOUR);
    assertThat(feed.recording.closed()).hasSize(1);
    Finding closed = feed.recording.closed().getFirst();
    assertThat(closed.effectText()).startsWith("no data for 60 min; last seen: p");
    assertThat(closed.closedAtMillis()).isEqualTo(stopped + HOUR);
  }

  @Test
  void arrivalOrderWithinOpenPanesChangesNothing() {
    Feed feed = Feed.warm(5);
    List<WindowPartial> partials = feed.withheld(HOUR, 600, Traffic.Shift.tokens(2));
    Map<String, List<Finding>> findings = new TreeMap<>();
    Map<String, Map<String, String>> states = new TreeMap<>();
    for (long order = 0; order < 3; order++) {
      MapStore store = new MapStore();
      feed.store.entries().forEach(store::put);
      Recording recording = new Recording();
      TenantMonitor monitor =
          new TenantMonitor("acme", DriftConfig.defaults(), Watches.defaults(), store, recording);
      List<WindowPartial> shuffled = new ArrayList<>(partials);
      if (order > 0) {
        Collections.shuffle(shuffled, new Random(order));
      }
      shuffled.forEach(monitor::add);
      monitor.advance("prod", "shop", feed.now + 2 * MINUTE, feed.now);
      findings.put(
          "order " + order,
          recording.findings.stream().map(TenantMonitorTest::withoutExemplars).toList());
      states.put("order " + order, detectorsOf(store));
    }
    assertThat(findings.get("order 0")).isNotEmpty();
    assertThat(findings.get("order 1")).isEqualTo(findings.get("order 0"));
    assertThat(findings.get("order 2")).isEqualTo(findings.get("order 0"));
    assertThat(states.get("order 1")).isEqualTo(states.get("order 0"));
  }

  @Test
  void latePartialsCorrectHistoryAndNeverTheAlarm() {
    Feed feed = Feed.warm(6);
    long lateAt = feed.now - 2 * HOUR;
    long before = historyRuns(feed, lateAt);
    WindowPartial late =
        new WindowPartial(
            SHOP, TOKENS, lateAt, 60, 5_000, 0, Map.of(900, 5_000L), Map.of(), List.of());
    feed.monitor.add(late);
    feed.live(20 * MINUTE, 600, Traffic.Shift.NONE);
    assertThat(feed.recording.opened()).isEmpty();
    assertThat(feed.recording.count(MonitorCount.LATE_PARTIALS)).isEqualTo(1);
    assertThat(historyRuns(feed, lateAt)).isEqualTo(before + 5_000);
  }

  @Test
  void whatIsTakenBackWasNeverThere() {
    Feed with = Feed.warm(7);
    Feed without = Feed.warm(7);
    WindowPartial more =
        new WindowPartial(
            SHOP, TOKENS, with.now, 60, 900, 0, Map.of(900, 900L), Map.of(), List.of());
    WindowPartial less =
        new WindowPartial(
            SHOP, TOKENS, with.now, 60, -900, 0, Map.of(900, -900L), Map.of(), List.of());
    with.monitor.add(less);
    with.monitor.add(more);
    with.live(HOUR, 600, Traffic.Shift.NONE);
    without.live(HOUR, 600, Traffic.Shift.NONE);
    assertThat(detectorsOf(with.store)).isEqualTo(detectorsOf(without.store));
    assertThat(with.recording.findings).isEqualTo(without.recording.findings);
  }

  @Test
  void aFindingOfHistoryThatGoesOnIntoLiveTimeIsStatedAgain() {
    Feed feed = Feed.warm(8);
    long wall = feed.now + 6 * HOUR;
    List<WindowPartial> backlog = feed.withheld(5 * HOUR, 600, Traffic.Shift.tokens(2));
    backlog.forEach(feed.monitor::add);
    feed.monitor.advance("prod", "shop", feed.now, wall);

    List<Finding> findings = feed.recording.findings;
    assertThat(findings.getFirst().history()).isTrue();
    assertThat(findings.getFirst().revision()).isEqualTo(1);
    Finding live = findings.getLast();
    assertThat(live.history()).isFalse();
    assertThat(live.state()).isEqualTo(FindingState.OPEN);
    assertThat(live.findingId()).isEqualTo(findings.getFirst().findingId());
    assertThat(live.updatedAtMillis()).isGreaterThanOrEqualTo(wall - 2 * HOUR);
  }

  @Test
  void slicesWithLittleTrafficFireByOneHourPanes() {
    Feed feed = new Feed(9, Traffic.Shape.calm());
    feed.only = TOKENS;
    feed.live(8 * DAY, 14, Traffic.Shift.NONE);
    assertThat(feed.recording.opened()).isEmpty();
    long shiftAt = feed.now;
    feed.live(16 * HOUR, 14, Traffic.Shift.tokens(4));
    assertThat(feed.recording.opened()).extracting(Finding::signal).containsExactly(TOKENS);
    Finding finding = feed.recording.opened().getFirst();
    assertThat(finding.openedAtMillis()).isBetween(shiftAt, shiftAt + 12 * HOUR);
    assertThat(finding.openedAtMillis() % HOUR).isZero();
  }

  @Test
  void aMonitorWarmedFromStoredHoursDetectsFromTheFirstPaneOn() {
    Feed past = new Feed(10, Traffic.Shape.calm());
    StoredHours hours = new StoredHours();
    past.withheld(DAY, 600, Traffic.Shift.NONE).forEach(hours::add);
    Feed fresh = new Feed(11, Traffic.Shape.calm());
    fresh.now = past.now;
    hours.all().forEach(fresh.monitor::add);
    fresh.live(30 * MINUTE, 600, Traffic.Shift.tokens(2));
    assertThat(fresh.recording.count(MonitorCount.HOUR_PARTIALS)).isEqualTo(hours.all().size());
    assertThat(fresh.recording.opened()).extracting(Finding::signal).containsExactly(TOKENS);
  }

  @Test
  void reBaseliningClosesTheFindingAndTakesTheNewRegimeAsNormal() {
    Feed feed = Feed.warm(12);
    feed.live(6 * HOUR, 600, Traffic.Shift.tokens(2));
    assertThat(feed.recording.opened()).hasSize(1);
    feed.monitor.order(BaselineOrder.accept(SHOP, TOKENS, feed.now, "ada"));
    assertThat(feed.recording.closed())
        .extracting(Finding::effectText)
        .containsExactly("taken as the new normal");
    feed.live(6 * HOUR, 600, Traffic.Shift.tokens(2));
    assertThat(feed.recording.opened()).hasSize(1);
    feed.live(30 * MINUTE, 600, Traffic.Shift.tokens(4));
    assertThat(feed.recording.opened()).hasSize(2);
  }

  @Test
  void aShiftThatStaysBecomesTheNewNormalAfterAWeek() {
    Feed feed = new Feed(13, Traffic.Shape.calm());
    feed.only = TOKENS;
    feed.live(3 * DAY, 60, Traffic.Shift.NONE);
    feed.live(8 * DAY, 60, Traffic.Shift.tokens(3));
    assertThat(feed.recording.opened()).hasSize(1);
    assertThat(feed.recording.closed())
        .extracting(Finding::effectText)
        .singleElement()
        .asString()
        .startsWith("taken as the new normal after 7 days: ");
  }

  @Test
  void seriesWithoutTrafficAreForgotten() {
    Feed feed = Feed.warm(14);
    feed.now += 8 * DAY;
    WindowPartial other =
        new WindowPartial(
            SHOP.with("model", "m1"),
            TOKENS,
            feed.now,
            60,
            1,
            0,
            Map.of(300, 1L),
            Map.of(),
            List.of());
    feed.monitor.add(other);
    feed.monitor.advance("prod", "shop", feed.now + DAY, feed.now + DAY);
    assertThat(feed.store.entries().keySet())
        .noneMatch(key -> key.contains(SHOP.id().toString()))
        .anyMatch(key -> key.contains(other.slice().id().toString()));
    assertThat(ProcessTally.load(feed.store).processes()).isZero();
  }

  @Test
  void whatNoDetectorWatchesIsCountedAndWhatIsNotOursIsRefused() {
    Feed feed = new Feed(15, Traffic.Shape.calm());
    feed.monitor.add(
        new WindowPartial(SHOP, "run.count", 0, 60, 1, 1, Map.of(), Map.of(), List.of()));
    feed.monitor.add(new WindowPartial(SHOP, TOKENS, 0, 300, 1, 1, Map.of(), Map.of(), List.of()));
    assertThat(feed.recording.count(MonitorCount.UNWATCHED_PARTIALS)).isEqualTo(2);
    assertThat(feed.store.entries()).isEmpty();
    assertThatThrownBy(() ->
            feed.monitor.add(
                new WindowPartial(
                    Slice.ofAgent("other", "prod", "shop"),
                    TOKENS,
                    0,
                    60,
                    1,
                    1,
                    Map.of(),
                    Map.of(),
                    List.of())))
        .hasMessage("expected tenant acme, came other");
  }

  @Test
  void aSliceThatKeepsOnlyCountsOfANumberIsNoSeriesOfZeros() {
    Feed feed = new Feed(17, Traffic.Shape.calm());
    feed.monitor.add(
        new WindowPartial(
            SHOP.with("operation", "/chat"),
            TOKENS,
            0,
            60,
            3,
            3_600,
            Map.of(),
            Map.of(Marks.UNDISTRIBUTED, 3L),
            List.of()));
    assertThat(feed.recording.count(MonitorCount.UNWATCHED_PARTIALS)).isEqualTo(1);
    assertThat(feed.store.entries()).isEmpty();
  }

  @Test
  void valuesThatAreOnlyCountedAreNoZerosBesideThoseInBuckets() {
    WindowPartial partial =
        new WindowPartial(
            SHOP,
            TOKENS,
            0,
            60,
            6,
            3_600,
            Map.of(300, 2L),
            Map.of(Marks.UNDISTRIBUTED, 3L),
            List.of());
    Histogram counts =
        new SeriesHead(60_000).countsOf(partial, Watches.defaults().of(TOKENS).orElseThrow());
    assertThat(counts.count()).isEqualTo(3);
    assertThat(counts.zeros()).isEqualTo(1);
  }

  @Test
  void nothingIsDueUntilAPaneMayClose() {
    Feed feed = new Feed(16, Traffic.Shape.calm());
    assertThat(feed.monitor.nextDueMillis("prod", "shop")).isEqualTo(Long.MAX_VALUE);
    feed.withheld(MINUTE, 600, Traffic.Shift.NONE).forEach(feed.monitor::add);
    assertThat(feed.monitor.nextDueMillis("prod", "shop"))
        .isEqualTo(Feed.START + 5 * MINUTE + 60_000);
  }

  @Test
  void aMinuteOfCorrectionsAloneIsNoPane() {
    Feed feed = Feed.warm(17);
    long panes = feed.recording.count(MonitorCount.PANES);
    feed.monitor.add(
        new WindowPartial(
            SHOP, TOKENS, feed.now, 60, -3, 0, Map.of(300, -3L), Map.of(), List.of()));
    feed.silence(10 * MINUTE);
    assertThat(feed.recording.count(MonitorCount.PANES)).isEqualTo(panes + 7);
    assertThat(feed.recording.opened()).isEmpty();
  }

  private static List<SignalStatus> statusesOf(Feed feed, String signal) {
    return feed.recording.statuses.stream()
        .filter(status -> status.signal().equals(signal))
        .toList();
  }

  private static long historyRuns(Feed feed, long hour) {
    SeriesKey key = new SeriesKey(SHOP, TOKENS);
    byte[] bytes = feed.store.get(key.historyKey());
    return bytes == null ? 0 : SeriesHistory.decode(bytes).allRuns(hour, hour + HOUR);
  }

  /** Detector and history bytes; exemplars depend on arrival. */
  private static Map<String, String> detectorsOf(MapStore store) {
    Map<String, String> states = new TreeMap<>();
    store
        .entries()
        .forEach((key, bytes) -> {
          if (key.startsWith("h")) {
            states.put(key, new String(bytes, StandardCharsets.ISO_8859_1));
          }
          if (key.startsWith("d")) {
            SeriesState state =
                SeriesState.decode(
                    bytes,
                    Watches.defaults().of(key.substring(key.lastIndexOf('\0') + 1)).orElseThrow());
            SeriesState.Armed armed = state.armed;
            states.put(key, armed == null ? "" : armed.detector().logM() + " " + armed.reference());
          }
        });
    return states;
  }

  private static Finding withoutExemplars(Finding finding) {
    return FindingWriter.revised(
        finding,
        finding.state(),
        finding.history(),
        finding.updatedAtMillis(),
        finding.closedAtMillis(),
        finding.effect(),
        finding.effectText(),
        finding.baselineId(),
        finding.evidence(),
        List.of());
  }
}
