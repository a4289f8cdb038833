package dev.leeway.signals.drift;

import static dev.leeway.signals.drift.Traffic.HOUR;
import static dev.leeway.signals.drift.Traffic.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.finding.Finding;
import org.junit.jupiter.api.Test;

/** Reports are written by processes of their own, whose telemetry is held up. */
class HalfArrivedScenarioTest {

  @Test
  void whatIsKnownToBeBehindOpensNoFinding() {
    RoutedFeed feed = RoutedFeed.twoRoutes(91);
    feed.live(10 * HOUR, 600);
    feed.comes = route -> route.equals("/report");
    feed.arrival = Arrival.LAGGING;
    feed.live(90 * MINUTE, 600);
    assertThat(feed.recording.opened()).isEmpty();
    assertThat(feed.recording.count(MonitorCount.HALF_ARRIVED_PANES)).isPositive();
  }

  @Test
  void theSameWithoutAWordOfLagIsAShiftOfTheMix() {
    RoutedFeed feed = RoutedFeed.twoRoutes(91);
    feed.live(10 * HOUR, 600);
    feed.comes = route -> route.equals("/report");
    feed.live(90 * MINUTE, 600);
    assertThat(feed.recording.opened()).extracting(Finding::signal).contains(RoutedFeed.TOKENS);
    assertThat(feed.recording.count(MonitorCount.HALF_ARRIVED_PANES)).isZero();
  }

  @Test
  void anAgentWhoseRunsCameLateJustNowIsNotTrustedWithHalfAPane() {
    RoutedFeed feed = RoutedFeed.twoRoutes(92);
    feed.live(10 * HOUR, 600);
    feed.comes = route -> route.equals("/report");
    for (int quarter = 0; quarter < 12; quarter++) {
      // What was held up comes a quarter of an hour later, when its panes are closed.
      int due = feed.held.size();
      feed.live(5 * MINUTE, 600);
      feed.held.subList(0, due).forEach(feed.monitor::add);
      feed.held.subList(0, due).clear();
    }
    assertThat(feed.recording.count(MonitorCount.LATE_PARTIALS)).isPositive();
    assertThat(feed.recording.count(MonitorCount.HALF_ARRIVED_PANES)).isPositive();
    assertThat(feed.recording.opened()).isEmpty();
  }

  @Test
  void aWholePaneIsTestedThoughSomebodyIsBehind() {
    RoutedFeed feed = RoutedFeed.twoRoutes(93);
    feed.live(10 * HOUR, 600);
    feed.arrival = Arrival.LAGGING;
    feed.tokens(2);
    feed.live(HOUR, 600);
    assertThat(feed.recording.opened()).extracting(Finding::signal).contains(RoutedFeed.TOKENS);
  }
}
