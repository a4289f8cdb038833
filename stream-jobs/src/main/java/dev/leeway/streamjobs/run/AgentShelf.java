package dev.leeway.streamjobs.run;

import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;

/** What a subtask knows of agents, across restarts: their clocks, and what is usual to spend. */
final class AgentShelf {
  private static final ListStateDescriptor<byte[]> CLOCKS = bytes("agent-clocks");
  private static final ListStateDescriptor<byte[]> SPENDS = bytes("agent-spends");

  private final AgentClocks clocks = new AgentClocks();
  private final AgentSpends spends = new AgentSpends();
  private final ListState<byte[]> savedClocks;
  private final ListState<byte[]> savedSpends;

  AgentShelf(OperatorStateStore states) throws Exception {
    savedClocks = states.getUnionListState(CLOCKS);
    // Not in union: what two subtasks learned of an agent must not be added up at each restart.
    savedSpends = states.getListState(SPENDS);
  }

  AgentClocks clocks() {
    return clocks;
  }

  AgentSpends spends() {
    return spends;
  }

  void measure(RunCounters counters) {
    counters.gauge("leeway.run.agents", clocks::size);
    counters.gauge("leeway.run.agents.evicted", clocks::evictions);
    counters.gauge("leeway.run.spends", spends::size);
    counters.gauge("leeway.run.spends.evicted", spends::evictions);
  }

  void restore() throws Exception {
    for (byte[] clock : savedClocks.get()) {
      clocks.restore(clock);
    }
    for (byte[] spend : savedSpends.get()) {
      spends.restore(spend);
    }
  }

  void save() throws Exception {
    savedClocks.update(clocks.saved());
    savedSpends.update(spends.saved());
  }

  void forgetSilent(long inputMillis) {
    clocks.forgetSilent(inputMillis);
    spends.forgetSilent(inputMillis);
  }

  private static ListStateDescriptor<byte[]> bytes(String name) {
    return new ListStateDescriptor<>(name, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
  }
}
