package dev.leeway.signals.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Eight days in which nothing happens but life: a daily rhythm of rates and sizes, and hours that
 * differ from each other by 15 % for no reason. The promise is about one false finding a week for a
 * tenant; these weeks have none once the first hours are over.
 */
class CalmWeekTest {

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {21})
  void lifeOpensNoFinding(long seed) {
    Feed feed = new Feed(seed, new Traffic.Shape(0.6, 0.15, List.of(Traffic.SHOP)));
    feed.live(8 * Traffic.DAY, 60, Traffic.Shift.NONE);
    assertThat(feed.recording.opened()).isEmpty();
    assertThat(feed.recording.count(MonitorCount.PANES)).isGreaterThan(10_000);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {31, 32})
  void aBusyAgentsWobbleOpensNoFindingOnceItsHoursAreKnown(long seed) {
    Feed feed = new Feed(seed, new Traffic.Shape(0.6, 0.15, List.of(Traffic.SHOP)));
    feed.only = "run.duration";
    feed.live(8 * Traffic.DAY, 1_200, Traffic.Shift.NONE);
    // How much hours differ is not known in the first of them: seed 31 has a false finding there.
    assertThat(feed.recording.opened())
        .noneMatch(finding -> finding.openedAtMillis() > Feed.START + 6 * Traffic.HOUR);
    assertThat(feed.recording.count(MonitorCount.GATED_PANES)).isPositive();
  }

  @Test
  void whatGoesUpAndDownWithinEachHourOpensNoFinding() {
    Feed feed = new Feed(41, Traffic.Shape.calm());
    feed.only = "complexity.input_tokens";
    for (long minute = 0; minute < 2 * Traffic.DAY / Traffic.MINUTE; minute++) {
      feed.live(Traffic.MINUTE, 1_200, Traffic.Shift.tokens(0.5 + minute % 20 / 10.0));
    }
    assertThat(feed.recording.opened()).isEmpty();
  }
}
