package dev.leeway.streamjobs.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.event.AgentEvent;
import org.junit.jupiter.api.Test;

final class AgentClocksTest {
  private static final long NOW = 1_700_000_000_000L;
  private final AgentClocks clocks = new AgentClocks();

  @Test
  void anUnknownAgentGoesByTheInput() {
    assertThat(clocks.at(new AgentKey("acme", "default", "nobody"), NOW)).isEqualTo(NOW);
  }

  @Test
  void savedClocksComeBackByTheGreatest() {
    AgentEvent early = Spans.agent(1, 1, NOW - 2_000, NOW - 1_000, NOW);
    AgentEvent later = Spans.agent(2, 1, NOW - 2_000, NOW, NOW);
    AgentKey key = clocks.seen(0, early, NOW);
    AgentClocks other = new AgentClocks();
    other.seen(0, later, NOW);
    AgentClocks restored = new AgentClocks();
    other.saved().forEach(restored::restore);
    clocks.saved().forEach(restored::restore);

    assertThat(restored.at(key, NOW)).isEqualTo(other.at(key, NOW));
    assertThat(restored.size()).isOne();
  }

  @Test
  void aClockIsToldWhenItMovedAndRarelyOnceItsAgentIsSilent() {
    clocks.seen(0, Spans.agent(1, 1, NOW - 2_000, NOW, NOW), NOW);
    assertThat(clocks.moved(NOW, 1_000)).hasSize(1);
    assertThat(clocks.moved(NOW, 1_000)).isEmpty();
    assertThat(clocks.moved(NOW + 11_000, 1_000)).hasSize(1);
    assertThat(clocks.moved(NOW + 200_000, 1_000)).hasSize(1);
    assertThat(clocks.moved(NOW + 201_000, 1_000)).isEmpty();
    assertThat(clocks.moved(NOW + 215_000, 1_000)).hasSize(1);
  }

  @Test
  void theSlowerOfTwoPartitionsLeadsUntilItIsSilent() {
    AgentKey key = clocks.seen(0, Spans.agent(1, 1, NOW - 9_000, NOW - 8_000, NOW), NOW);
    clocks.seen(1, Spans.agent(2, 1, NOW - 500_000, NOW - 400_000, NOW), NOW);
    assertThat(clocks.at(key, NOW)).isEqualTo(NOW - 400_000 - 30_000);

    clocks.seen(0, Spans.agent(3, 1, NOW - 2_000, NOW, NOW), NOW + 9_000);
    assertThat(clocks.at(key, NOW + 10_000)).isEqualTo(NOW - 30_000);
  }

  @Test
  void agentsAreBoundedAndTheSilentOnesGoFirst() {
    for (int agent = 0; agent <= AgentClocks.AGENTS_MAX; agent++) {
      clocks.seen(0, named("agent" + agent), NOW + agent);
    }

    assertThat(clocks.size()).isLessThanOrEqualTo(AgentClocks.AGENTS_MAX);
    assertThat(clocks.evictions()).isPositive();
    long last = NOW + AgentClocks.AGENTS_MAX;
    assertThat(clocks.at(AgentKey.of(named("agent0")), last)).isEqualTo(last);
    assertThat(clocks.at(AgentKey.of(named("agent" + AgentClocks.AGENTS_MAX)), last))
        .isLessThan(last);
  }

  private static AgentEvent named(String agent) {
    return Spans.of(agent, Spans.agent(1, 1, NOW - 2_000, NOW - 1_000, NOW));
  }
}
