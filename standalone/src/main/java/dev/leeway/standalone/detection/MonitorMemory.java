package dev.leeway.standalone.detection;

import dev.leeway.signals.drift.MonitorCount;
import dev.leeway.signals.drift.MonitorOutput;
import dev.leeway.signals.drift.MonitorStore;
import dev.leeway.signals.drift.SignalStatus;
import dev.leeway.signals.drift.baseline.Baseline;
import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.finding.FindingState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A monitor's state in memory, which can be copied to ask what would have happened, and which
 * findings it has open. Not thread-safe.
 */
final class MonitorMemory implements MonitorStore {
  private final Map<String, byte[]> entries;
  private final Map<String, String> openByAgent;
  private final List<Long> openedAtMillis;

  MonitorMemory() {
    this(new HashMap<>(), new HashMap<>(), new ArrayList<>());
  }

  private MonitorMemory(
      Map<String, byte[]> entries, Map<String, String> openByAgent, List<Long> openedAtMillis) {
    this.entries = entries;
    this.openByAgent = openByAgent;
    this.openedAtMillis = openedAtMillis;
  }

  MonitorMemory copy() {
    return new MonitorMemory(
        new HashMap<>(entries), new HashMap<>(openByAgent), new ArrayList<>(openedAtMillis));
  }

  boolean openFor(String agent) {
    return openByAgent.containsKey(agent);
  }

  /** Findings opened so far. */
  long opened() {
    return openedAtMillis.size();
  }

  /** When each finding opened, in the order in which they did. */
  List<Long> openedAtMillis() {
    return List.copyOf(openedAtMillis);
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
          openedAtMillis.add(finding.openedAtMillis());
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
