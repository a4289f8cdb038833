package dev.leeway.signals.drift;

import static dev.leeway.signals.drift.Traffic.DAY;
import static dev.leeway.signals.drift.Traffic.HOUR;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** An outage is no measure of how much an agent varies by itself. */
class SecondOutageTest {

  @Test
  void theSecondOutageOfASparseAgentIsFoundAsSoonAsTheFirst() {
    Feed feed = new Feed(51, Traffic.Shape.calm());
    feed.only = "run.outcome";
    feed.live(9 * DAY, 14, Traffic.Shift.bad(0.05));
    assertThat(feed.recording.opened()).isEmpty();

    long first = delayOfAnOutage(feed, 1);
    feed.live(DAY, 14, Traffic.Shift.bad(0.05));
    long second = delayOfAnOutage(feed, 2);

    assertThat(second).isLessThanOrEqualTo(first + HOUR);
  }

  private static long delayOfAnOutage(Feed feed, int findings) {
    long begins = feed.now;
    feed.live(8 * HOUR, 14, Traffic.Shift.bad(0.8));
    assertThat(feed.recording.opened()).hasSize(findings);
    return feed.recording.opened().getLast().openedAtMillis() - begins;
  }
}
