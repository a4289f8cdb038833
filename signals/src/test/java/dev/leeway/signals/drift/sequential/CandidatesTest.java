package dev.leeway.signals.drift.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CandidatesTest {
  private static final double ALPHA = 1e-3;

  @Test
  void theLimitFallsWithEachCandidateThatReachesItAndRisesWhenOneLeaves() {
    Candidates candidates = new Candidates();
    assertThat(candidates.logLimit(2_000, ALPHA)).isCloseTo(Math.log(2e6), within(1e-12));
    candidates.propose(1, Math.log(2e6));
    candidates.propose(2, Math.log(1e6));
    assertThat(candidates.logLimit(2_000, ALPHA)).isCloseTo(Math.log(1e6), within(1e-12));
    assertThat(candidates.withdraw(1)).isTrue();
    assertThat(candidates.withdraw(1)).isFalse();
    assertThat(candidates.logLimit(2_000, ALPHA)).isCloseTo(Math.log(2e6), within(1e-12));
  }

  @Test
  void aCandidateCountsOnceWithItsLatestEvidence() {
    Candidates candidates = new Candidates();
    candidates.propose(7, 30);
    candidates.propose(7, 9);
    assertThat(candidates.byId()).isEqualTo(Map.of(7L, 9.0));
  }

  @Test
  void beyondTheBoundTheWeakestIsLeftOut() {
    Candidates candidates = new Candidates();
    for (int id = 0; id <= Candidates.SIZE_MAX; id++) {
      candidates.propose(id, 10 + (id + 5) % (Candidates.SIZE_MAX + 1));
    }
    assertThat(candidates.byId())
        .hasSize(Candidates.SIZE_MAX)
        .doesNotContainKey((long) Candidates.SIZE_MAX - 4);
  }
}
