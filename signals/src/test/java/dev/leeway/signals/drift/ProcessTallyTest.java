package dev.leeway.signals.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
    for (int agent = 0; agent <= ProcessTally.CANDIDATES_MAX; agent++) {
      tally.propose(series(agent), 10 + agent);
    }
    ProcessTally restored = ProcessTally.load(store);
    assertThat(restored.logLimit(ALPHA)).isEqualTo(tally.logLimit(ALPHA));
    assertThat(restored.processes()).isEqualTo(5_000);
    assertThat(store.get("t")).hasSizeLessThan(20 * ProcessTally.CANDIDATES_MAX);
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
