package dev.leeway.signals.condition.serving;

import static dev.leeway.signals.condition.ConditionWalk.MINUTE;
import static dev.leeway.signals.condition.ConditionWalk.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.condition.ConditionWalk;
import dev.leeway.signals.window.Dimensions;
import dev.leeway.signals.window.Slice;
import org.junit.jupiter.api.Test;

class PreemptionsTest {
  private static final Slice VLLM = Slice.ofAgent("acme", "prod", "vllm");
  private static final Slice REPLICA = VLLM.with(Dimensions.REPLICA, "a-1");
  private static final long START = 1_700_006_400_000L;

  @Test
  void fiveMinutesInARowAreTold() {
    ConditionWalk walk = walk(4, 4, 4, 4, 4);
    assertThat(walk.hits).hasSize(1);
    assertThat(walk.hits.getFirst().effectText())
        .isEqualTo("a-1 preempts requests: 4 a minute for 5 min, work that is done twice");
  }

  @Test
  void aBurstOfFourMinutesIsNot() {
    assertThat(walk(40, 40, 40, 40).hits).isEmpty();
  }

  @Test
  void aQuietMinuteBeginsTheCountAnew() {
    assertThat(walk(4, 4, 4, 4, 0, 4, 4, 4, 4).hits).isEmpty();
    assertThat(walk(4, 4, 4, 4, Double.NaN, 4, 4, 4, 4).hits).as("a minute unheard").isEmpty();
  }

  @Test
  void nothingIsKeptOfAServerThatDoesNotPreempt() {
    assertThat(walk(0, 0, 0, 0, 0, 0).bytesUnder("ws")).isZero();
  }

  /** Preemptions of each minute; NaN for a minute without a word. */
  private static ConditionWalk walk(double... preempted) {
    ConditionWalk walk = new ConditionWalk(new Preemptions(ServingSettings.defaults()));
    for (int minute = 0; minute < preempted.length; minute++) {
      long start = START + minute * MINUTE;
      if (!Double.isNaN(preempted[minute])) {
        walk.add(numbers(REPLICA, "serve.preemptions", start, 4, preempted[minute]));
      }
      walk.to(VLLM, start + MINUTE);
    }
    return walk;
  }
}
