package dev.leeway.signals.drift;

import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import dev.leeway.signals.drift.sequential.EBh;
import dev.leeway.signals.event.Hashes;
import java.util.Map;
import java.util.TreeMap;

/**
 * D7: the tenant's e-processes past learning, among which its promise is divided, and those of them
 * that may be believed. Not thread-safe.
 *
 * <p>A process is a candidate while its evidence is at least {@code log(1/alpha)} and its gate is
 * open. Of K processes the candidates are believed from {@link EBh#logLimit} on. Any set that is
 * consistent with itself keeps e-BH's rate (Wang, Ramdas, section 4); were those behind a shut gate
 * counted, a rhythm that moves many slices at once would buy false pages for the others.
 */
final class ProcessTally {
  /** More candidates than this only lower the limit further; the weakest is left out. */
  static final int CANDIDATES_MAX = 1_024;

  private static final String KEY = "t";
  private static final int VERSION = 2;

  private final MonitorStore store;
  private final Map<Long, Double> candidates;
  private int processes;

  private ProcessTally(MonitorStore store, int processes, Map<Long, Double> candidates) {
    this.store = store;
    this.processes = processes;
    this.candidates = candidates;
  }

  static ProcessTally load(MonitorStore store) {
    byte[] bytes = store.get(KEY);
    Map<Long, Double> candidates = new TreeMap<>();
    if (bytes == null) {
      return new ProcessTally(store, 0, candidates);
    }
    StateReader reader = new StateReader(bytes, VERSION);
    int processes = (int) reader.number();
    // The first version knew no candidates.
    for (int left = reader.version() >= 2 ? reader.size() : 0; left > 0; left--) {
      candidates.put(reader.number(), reader.real());
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
    return -Math.log(alpha);
  }

  /** The process has that much evidence behind an open gate. */
  void propose(SeriesKey key, double logM) {
    candidates.put(idOf(key), logM);
    if (candidates.size() > CANDIDATES_MAX) {
      candidates.remove(
          candidates.entrySet().stream().min(Map.Entry.comparingByValue()).orElseThrow().getKey());
    }
    save();
  }

  /** The process has too little evidence, a shut gate, or an open finding. */
  void withdraw(SeriesKey key) {
    if (candidates.remove(idOf(key)) != null) {
      save();
    }
  }

  /** The evidence from which on candidates are believed. */
  double logLimit(double alpha) {
    double[] logs = candidates.values().stream().mapToDouble(Double::doubleValue).toArray();
    return EBh.logLimit(logs, Math.max(1, Math.max(processes, logs.length)), alpha);
  }

  private void save() {
    StateWriter writer = new StateWriter(VERSION).number(processes).number(candidates.size());
    candidates.forEach((id, logM) -> writer.number(id).real(logM));
    store.put(KEY, writer.bytes());
  }

  private static long idOf(SeriesKey key) {
    return Hashes.hash64(key.detectorKey());
  }
}
