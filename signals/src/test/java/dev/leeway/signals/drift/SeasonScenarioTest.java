package dev.leeway.signals.drift;

import static dev.leeway.signals.drift.Traffic.DAY;
import static dev.leeway.signals.drift.Traffic.HOUR;
import static dev.leeway.signals.drift.Traffic.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.finding.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The four-week rule in the stream, on an agent with a week's rhythm. */
class SeasonScenarioTest {
  private static final String RUNS = SeasonQuantity.RUNS;

  @Test
  void aQuietMondayIsFoundThatNoDistributionShows() {
    SeasonalFeed feed = new SeasonalFeed(101);
    feed.remember(13);
    feed.live(8 * HOUR);
    feed.runs = 0.33;
    feed.live(9 * HOUR);
    Finding finding = feed.recording.opened().getFirst();
    assertThat(feed.recording.opened()).hasSize(1);
    assertThat(finding.detector()).isEqualTo("drift.seasonal");
    assertThat(finding.signal()).isEqualTo(RUNS);
    assertThat(finding.slice()).isEqualTo(SHOP);
    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.onsetMillis()).isEqualTo(feed.now - 9 * HOUR);
    assertThat(finding.openedAtMillis()).isLessThanOrEqualTo(feed.now - 2 * HOUR);
    assertThat(finding.effect()).isBetween(0.7, 1.4);
    assertThat(finding.effectText())
        .startsWith("runs an hour ")
        .contains(" where the same hours of four weeks had ", "(×0.3) since 08:00 UTC, for ");
    assertThat(finding.evidence())
        .containsKeys("log_e", "log_e_limit", "e_processes", "value", "value_expected", "n")
        .containsEntry("gate_limit", DriftConfig.defaults().gateFloor())
        .hasEntrySatisfying("conformal_p_min", p -> assertThat(p).isLessThan(1 / 1_400.0));
    DriftDetail detail = feed.recording.details.getFirst();
    assertThat(detail.findingId()).isEqualTo(finding.findingId());
    assertThat(detail.path().getLast().logE()).isGreaterThanOrEqualTo(detail.logLimit() - 0.01);

    feed.runs = 1;
    feed.live(6 * HOUR);
    Finding closed = feed.recording.closed().getFirst();
    assertThat(closed.findingId()).isEqualTo(finding.findingId());
    assertThat(closed.effectText()).startsWith("as the same hours of four weeks again: ");
  }

  @Test
  void aLevelUnlikeTheSameHoursOfFourWeeksIsFound() {
    SeasonalFeed feed = new SeasonalFeed(102);
    feed.remember(13);
    feed.live(DAY);
    feed.tokens = 1.25;
    feed.live(18 * HOUR);
    assertThat(feed.recording.opened())
        .extracting(Finding::detector, Finding::signal)
        .contains(tuple("drift.seasonal", SeasonalFeed.TOKENS));
  }

  @Test
  void whatSomebodyTakesAsNormalIsNotToldAgain() {
    SeasonalFeed feed = new SeasonalFeed(105);
    feed.remember(13);
    feed.live(8 * HOUR);
    feed.runs = 0.33;
    feed.live(9 * HOUR);
    feed.monitor.order(BaselineOrder.accept(SHOP, RUNS, feed.now, "ada"));
    assertThat(feed.recording.closed().getFirst().effectText())
        .startsWith("taken as the new normal; last seen: runs an hour ");
    feed.live(3 * DAY);
    assertThat(feed.recording.opened()).hasSize(1);
    // The number of runs has no distribution that could be pinned.
    feed.monitor.order(BaselineOrder.unpin(SHOP, RUNS, feed.now, "ada"));
    assertThat(feed.recording.count(MonitorCount.REFUSED_ORDERS)).isEqualTo(1);
  }

  @Test
  void withoutRunsItsFindingCloses() {
    SeasonalFeed feed = new SeasonalFeed(106);
    feed.remember(13);
    feed.live(8 * HOUR);
    feed.runs = 0.33;
    feed.live(9 * HOUR);
    long later = feed.now + 8 * HOUR;
    feed.monitor.advance("prod", "shop", later, later);
    assertThat(feed.recording.closed())
        .extracting(Finding::detector)
        .containsExactly("drift.seasonal");
    assertThat(feed.recording.closed().getFirst().effectText()).startsWith("no data; last seen: ");
  }

  @Test
  void anOpenFindingOutlivesTheState() {
    SeasonalFeed feed = new SeasonalFeed(107);
    feed.remember(13);
    feed.live(8 * HOUR);
    feed.runs = 0.33;
    feed.live(9 * HOUR);
    Finding open = feed.recording.opened().getFirst();

    SeasonalFeed other = new SeasonalFeed(108);
    other.remember(13);
    assertThat(other.monitor.coldStart().resume(open)).isTrue();
    other.live(6 * HOUR);
    assertThat(other.recording.closed())
        .extracting(Finding::findingId)
        .containsExactly(open.findingId());
  }

  @Test
  void hoursThatDidNotArriveWholeAreNotJudged() {
    SeasonalFeed feed = new SeasonalFeed(109);
    feed.remember(13);
    feed.live(8 * HOUR);
    feed.runs = 0.33;
    feed.arrival = Arrival.LAGGING;
    feed.live(9 * HOUR);
    assertThat(feed.recording.count(MonitorCount.HALF_ARRIVED_PANES)).isPositive();
    assertThat(feed.recording.opened()).isEmpty();
  }

  @Test
  void beyondItsRoomSeriesArePassedOver() {
    SeasonalFeed feed = new SeasonalFeed(110);
    SeasonShelf shelf = new SeasonShelf(DriftConfig.defaults(), feed.store, feed.recording);
    for (int season = 0; season < SeasonShelf.SEASONS_MAX; season++) {
      assertThat(shelf.findOrBegin(new SeriesKey(SHOP, "s" + season))).isPresent();
    }
    assertThat(shelf.findOrBegin(new SeriesKey(SHOP, RUNS))).isEmpty();
    assertThat(feed.recording.count(MonitorCount.OVERFLOW_SEASONS)).isEqualTo(1);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {103, 104})
  void fourWeeksOfLifeOpenNothing(long seed) {
    SeasonalFeed feed = new SeasonalFeed(seed);
    feed.busiest = 120;
    feed.remember(10);
    feed.live(28 * DAY);
    assertThat(feed.recording.opened()).isEmpty();
    assertThat(feed.recording.count(MonitorCount.SEASON_HOURS)).isGreaterThan(1_500);
  }
}
