package dev.leeway.streamjobs.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.rule.LoopRule;
import dev.leeway.signals.rule.LoopWatch;
import dev.leeway.signals.rule.UsualSpend;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AgentSpendsTest {
  private static final long NOW = 1_700_000_000_000L;
  private static final AgentEvent CALL = Spans.model(1, 1, 0, NOW - 1_000, NOW, NOW);
  private final AgentClocks clocks = new AgentClocks();
  private final AgentSpends spends = new AgentSpends();

  @Test
  void whatIsUsualIsKnownOfEachAgentThatSpentAPart() {
    AgentEvent other = Spans.of("helper", CALL);
    for (int trace = 0; trace < 200; trace++) {
      learn(spends, NOW, CALL, other);
    }
    assertThat(spends.usualOf(CALL).traces()).isEqualTo(200);
    assertThat(spends.usualOf(other)).isEqualTo(spends.usualOf(CALL));
    assertThat(spends.usualOf(Spans.of("nobody", CALL))).isEqualTo(UsualSpend.UNKNOWN);
  }

  @Test
  void whatWasSavedComesBackAndThatOfTwoSubtasksAddsUp() {
    for (int trace = 0; trace < 150; trace++) {
      learn(spends, NOW, CALL);
    }
    AgentSpends restored = new AgentSpends();
    spends.saved().forEach(restored::restore);
    assertThat(restored.usualOf(CALL)).isEqualTo(UsualSpend.UNKNOWN);
    assertThat(restored.saved().getFirst()).isEqualTo(spends.saved().getFirst());

    spends.saved().forEach(restored::restore);
    assertThat(restored.usualOf(CALL).traces()).isEqualTo(300);
    assertThat(restored.size()).isOne();
  }

  @Test
  void anAgentThatClosedNothingForTwoWeeksIsForgotten() {
    learn(spends, NOW, CALL);
    AgentSpends restored = new AgentSpends();
    spends.saved().forEach(restored::restore);
    restored.forgetSilent(NOW + AgentSpends.FORGOTTEN_MILLIS);
    assertThat(restored.size()).isOne();
    restored.forgetSilent(NOW + AgentSpends.FORGOTTEN_MILLIS + 1);
    assertThat(restored.size()).isZero();
  }

  @Test
  void agentsAreBoundedAndTheSilentOnesGoFirst() {
    for (int agent = 0; agent <= AgentSpends.AGENTS_MAX; agent++) {
      learn(spends, NOW + agent, Spans.of("agent" + agent, CALL));
    }
    assertThat(spends.size()).isLessThanOrEqualTo(AgentSpends.AGENTS_MAX);
    assertThat(spends.evictions()).isPositive();
    assertThat(spends.saved().stream().mapToInt(bytes -> bytes.length).sum())
        .isLessThan(400 * AgentSpends.AGENTS_MAX);
  }

  @Test
  void stepsAndAgentsAloneSpendNothing() {
    assertThat(AgentSpends.spent(List.of(Spans.agent(1, 1, NOW - 1_000, NOW, NOW)))).isFalse();
    assertThat(AgentSpends.spent(List.of(CALL))).isTrue();
  }

  private void learn(AgentSpends into, long inputMillis, AgentEvent... events) {
    LoopWatch watch = new LoopWatch(LoopRule.defaults());
    for (AgentEvent event : events) {
      watch.add(event);
    }
    into.learn(List.of(events), watch, clocks, inputMillis);
  }
}
