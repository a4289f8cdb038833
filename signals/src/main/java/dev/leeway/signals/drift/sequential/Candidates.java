package dev.leeway.signals.drift.sequential;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * Those of a tenant's e-processes that may be believed, by id, and the evidence from which on they
 * are. Not thread-safe.
 *
 * <p>A process is a candidate while its evidence is at least {@code log(1/alpha)} and nothing else
 * speaks against it. Of K processes the candidates are believed from {@link EBh#logLimit} on. Any
 * set that is consistent with itself keeps e-BH's rate (Wang, Ramdas, section 4).
 *
 * <p>A process that has alarmed stays a candidate for {@link #STAYS} with the evidence of then: an
 * e-detector that is stopped at its alarm still has {@code E[M_t] <= t}, and a change that many
 * slices share is found sooner when those that showed it first count for the others. Longer, old
 * alarms would lower the limit for what has nothing to do with them.
 */
public final class Candidates {
  /** How long a process counts after its alarm. */
  public static final Duration STAYS = Duration.ofHours(1);

  /** More candidates than this only lower the limit further; the weakest is left out. */
  public static final int SIZE_MAX = 1_024;

  private final Map<Long, Double> logMs = new TreeMap<>();

  /** The evidence below which a process is no candidate. */
  public static double logFloor(double alpha) {
    return -Math.log(alpha);
  }

  /** The process has that much evidence. */
  public void propose(long id, double logM) {
    logMs.put(id, logM);
    if (logMs.size() > SIZE_MAX) {
      logMs.remove(
          logMs.entrySet().stream().min(Map.Entry.comparingByValue()).orElseThrow().getKey());
    }
  }

  /** Says whether the process was a candidate. */
  public boolean withdraw(long id) {
    return logMs.remove(id) != null;
  }

  /**
   * The evidence from which on candidates are believed.
   *
   * @param processes K, the candidates included
   * @param alpha false alarms that are accepted each time that all are looked at, in (0, 1)
   */
  public double logLimit(int processes, double alpha) {
    double[] logs = logMs.values().stream().mapToDouble(Double::doubleValue).toArray();
    return EBh.logLimit(logs, Math.max(1, Math.max(processes, logs.length)), alpha);
  }

  /** The evidence by id, ascending; a copy. */
  public Map<Long, Double> byId() {
    return new TreeMap<>(logMs);
  }
}
