package dev.leeway.signals.condition.replica;

import static dev.leeway.signals.condition.ConditionWalk.MINUTE;
import static dev.leeway.signals.condition.ConditionWalk.SHOP;
import static dev.leeway.signals.condition.ConditionWalk.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.condition.ConditionWalk;
import dev.leeway.signals.drift.RuleHit;
import org.junit.jupiter.api.Test;

class InvalidValuesTest {
  private final ConditionWalk walk = new ConditionWalk(new InvalidValues());

  @Test
  void oneIsEnoughAndItsReplicaIsNamed() {
    walk.add(
        numbers(SHOP, "value.invalid", 0, 2, 7),
        numbers(SHOP.with("replica", "pod-7"), "value.invalid", 0, 2, 7));
    walk.to(SHOP, MINUTE);
    assertThat(walk.hits).extracting(RuleHit::slice).containsExactly(SHOP.with("replica", "pod-7"));
    assertThat(walk.hits.getFirst().effectText())
        .isEqualTo("7 NaN or infinite values in 2 spans within a minute, all from pod-7");
  }

  @Test
  void ofSeveralReplicasItIsTheAgents() {
    walk.add(
        numbers(SHOP, "value.invalid", 0, 2, 2),
        numbers(SHOP.with("replica", "pod-1"), "value.invalid", 0, 1, 1),
        numbers(SHOP.with("replica", "pod-2"), "value.invalid", 0, 1, 1));
    walk.to(SHOP, MINUTE);
    assertThat(walk.hits).extracting(RuleHit::slice).containsExactly(SHOP);
  }

  @Test
  void otherNumbersAreNoneOfItsBusiness() {
    walk.add(numbers(SHOP, "run.duration", 0, 2, 7)).to(SHOP, MINUTE);
    assertThat(walk.keys()).isEmpty();
  }
}
