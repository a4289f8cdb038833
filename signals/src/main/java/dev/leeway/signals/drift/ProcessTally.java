package dev.leeway.signals.drift;

import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import dev.leeway.signals.drift.sequential.Candidates;
import dev.leeway.signals.event.Hashes;
import java.util.Map;

/**
 * D7: the tenant's e-processes past learning, among which its promise is divided, and those of them
 * that may be believed, as they are stored. Not thread-safe.
 *
 * <p>What speaks against a candidate is its gate: were those behind a shut one counted, a rhythm
 * that moves many slices at once would buy false pages for the others.
 */
final class ProcessTally {
  private static final String KEY = "t";
  private static final int VERSION = 2;

  private final MonitorStore store;
  private final Candidates candidates;
  private int processes;

  private ProcessTally(MonitorStore store, int processes, Candidates candidates) {
    this.store = store;
    this.processes = processes;
    this.candidates = candidates;
  }

  static ProcessTally load(MonitorStore store) {
    byte[] bytes = store.get(KEY);
    Candidates candidates = new Candidates();
    if (bytes == null) {
      return new ProcessTally(store, 0, candidates);
    }
    StateReader reader = new StateReader(bytes, VERSION);
    int processes = (int) reader.number();
    // The first version knew no candidates.
    for (int left = reader.version() >= 2 ? reader.size() : 0; left > 0; left--) {
      candidates.propose(reader.number(), reader.real());
    }
    return new ProcessTally(store, processes, candidates);
  }

  void add(int more) {
    processes = Math.max(0, processes + more);
    save();
  }

  int processes() {
    return processes;
  }

  /** The evidence below which a process is no candidate. */
  static double logFloor(double alpha) {
    return Candidates.logFloor(alpha);
  }

  /** The process has that much evidence behind an open gate. */
  void propose(SeriesKey key, double logM) {
    candidates.propose(idOf(key), logM);
    save();
  }

  /** The process has too little evidence, a shut gate, or alarmed long enough ago. */
  void withdraw(SeriesKey key) {
    if (candidates.withdraw(idOf(key))) {
      save();
    }
  }

  /** The evidence from which on candidates are believed. */
  double logLimit(double alpha) {
    return candidates.logLimit(processes, alpha);
  }

  private void save() {
    Map<Long, Double> byId = candidates.byId();
    StateWriter writer = new StateWriter(VERSION).number(processes).number(byId.size());
    byId.forEach((id, logM) -> writer.number(id).real(logM));
    store.put(KEY, writer.bytes());
  }

  private static long idOf(SeriesKey key) {
    return Hashes.hash64(key.detectorKey());
  }
}
