package dev.leeway.standalone.detection;

import dev.leeway.signals.drift.MonitorCount;
import dev.leeway.signals.drift.MonitorOutput;
import dev.leeway.signals.drift.MonitorStore;
import dev.leeway.signals.drift.SignalStatus;
import dev.leeway.signals.drift.baseline.Baseline;
import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.finding.FindingState;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A monitor's state in memory, which can be copied to ask what would have happened, and which
 * findings it has open. Not thread-safe.
 */
final class MonitorMemory implements MonitorStore {
  private final Map<String, byte[]> entries;
  private final Map<String, String> openByAgent;
  private long opened;

  MonitorMemory() {
    this(new HashMap<>(), new HashMap<>(), 0);
  }

  private MonitorMemory(Map<String, byte[]> entries, Map<String, String> openByAgent, long opened) {
    this.entries = entries;
    this.openByAgent = openByAgent;
    this.opened = opened;
  }

  MonitorMemory copy() {
    return new MonitorMemory(new HashMap<>(entries), new HashMap<>(openByAgent), opened);
  }

  boolean openFor(String agent) {
    return openByAgent.containsKey(agent);
  }

  /** Findings opened so far. */
  long opened() {
    return opened;
  }

  @Override
  public byte @Nullable [] get(String key) {
    return entries.get(key);
  }

  @Override
  public void put(String key, byte[] value) {
    entries.put(key, value);
  }

  @Override
  public void remove(String key) {
    entries.remove(key);
  }

  MonitorOutput output() {
    return new MonitorOutput() {
      @Override
      public void finding(Finding finding) {
        String agent = finding.slice().agent();
        if (finding.state() == FindingState.CLOSED) {
          openByAgent.remove(agent);
        } else if (!finding.findingId().equals(openByAgent.put(agent, finding.findingId()))) {
          opened++;
        }
      }

      @Override
      public void status(SignalStatus status) {}

      @Override
      public void baseline(Baseline baseline) {}

      @Override
      public void counted(MonitorCount count, long amount) {}
    };
  }
}
