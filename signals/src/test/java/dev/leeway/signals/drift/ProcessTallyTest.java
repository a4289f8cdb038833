package dev.leeway.signals.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leeway.signals.drift.sequential.Candidates;
import dev.leeway.signals.window.Slice;
import org.junit.jupiter.api.Test;

class ProcessTallyTest {
  private static final double ALPHA = 5e-4;
  private final MapStore store = new MapStore();

  @Test
  void oneCandidateIsHeldToTheWholeLimit() {
    ProcessTally tally = tallyOf(1_000);
    tally.propose(series(1), 30);
    assertThat(tally.logLimit(ALPHA)).isCloseTo(Math.log(1_000 / ALPHA), within(1e-12));
  }

  @Test
  void severalThatAreFarEnoughTogetherLowerTheLimitForEachOther() {
    ProcessTally tally = tallyOf(1_000);
    for (int agent = 0; agent < 10; agent++) {
      tally.propose(series(agent), Math.log(100 / ALPHA) + 0.01);
    }
    assertThat(tally.logLimit(ALPHA)).isCloseTo(Math.log(100 / ALPHA), within(1e-12));
    tally.withdraw(series(3));
    assertThat(tally.logLimit(ALPHA)).isCloseTo(Math.log(1_000 / ALPHA), within(1e-12));
  }

  @Test
  void nothingBelowTheFloorCanEverBeBelieved() {
    ProcessTally tally = tallyOf(1);
    assertThat(ProcessTally.logFloor(ALPHA)).isCloseTo(tally.logLimit(ALPHA), within(1e-12));
  }

  @Test
  void candidatesOutliveTheProgramAndStayBounded() {
    ProcessTally tally = tallyOf(5_000);
    for (int agent = 0; agent <= Candidates.SIZE_MAX; agent++) {
      tally.propose(series(agent), 10 + agent);
    }
    ProcessTally restored = ProcessTally.load(store);
    assertThat(restored.logLimit(ALPHA)).isEqualTo(tally.logLimit(ALPHA));
    assertThat(restored.processes()).isEqualTo(5_000);
    assertThat(store.get("t")).hasSizeLessThan(20 * Candidates.SIZE_MAX);
  }

  @Test
  void aSeriesThatAlarmedCountsForTheOthersForAnHour() {
    Feed feed = Feed.warm(2);
    feed.live(30 * Traffic.MINUTE, 600, Traffic.Shift.tokens(2));
    assertThat(feed.recording.opened()).hasSize(1);
    assertThat(limitOfASecond(feed)).isEqualTo(2);
    feed.live(60 * Traffic.MINUTE, 600, Traffic.Shift.tokens(2));
    assertThat(feed.recording.closed()).isEmpty();
    assertThat(limitOfASecond(feed)).isEqualTo(1);
  }

  /** By how much the limit falls below K/alpha for a second candidate that is half as sure. */
  private static long limitOfASecond(Feed feed) {
    ProcessTally tally = ProcessTally.load(feed.store);
    double logFirst = Math.log(tally.processes() / ALPHA);
    tally.propose(series(2), logFirst - Math.log(2));
    double logLimit = tally.logLimit(ALPHA);
    tally.withdraw(series(2));
    return Math.round(Math.exp(logFirst - logLimit));
  }

  private ProcessTally tallyOf(int processes) {
    ProcessTally tally = ProcessTally.load(store);
    tally.add(processes);
    return tally;
  }

  private static SeriesKey series(int agent) {
    return new SeriesKey(Slice.ofAgent("acme", "prod", "agent-" + agent), "run.duration");
  }
}
