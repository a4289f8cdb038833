package dev.leeway.signals.drift;

import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;

/**
 * K, the tenant's e-processes past learning, among which its promise is divided. Every one is held
 * to log(K/alpha), so that all together alarm falsely at most alpha times a pane (the union bound;
 * e-BH over all logM would be more powerful). Not thread-safe.
 */
final class ProcessTally {
  private static final String KEY = "t";
  private static final int VERSION = 1;

  private final MonitorStore store;
  private int processes;

  private ProcessTally(MonitorStore store, int processes) {
    this.store = store;
    this.processes = processes;
  }

  static ProcessTally load(MonitorStore store) {
    byte[] bytes = store.get(KEY);
    int processes = bytes == null ? 0 : (int) new StateReader(bytes, VERSION).number();
    return new ProcessTally(store, processes);
  }

  void add(int more) {
    processes = Math.max(0, processes + more);
    store.put(KEY, new StateWriter(VERSION).number(processes).bytes());
  }

  int processes() {
    return processes;
  }

  double logLimit(double alpha) {
    return Math.log(Math.max(1, processes) / alpha);
  }
}
