package dev.leeway.signals.run;

import java.util.List;

/**
 * What the spans of one trace say about its runs at one time.
 *
 * @param runs at least one where there are spans, by start
 * @param items distinct spans and supplements that came, those in no run too
 * @param dueMillis the agent's time from which on all of the runs are over, unless more spans come
 */
public record AssembledTrace(List<Run> runs, int items, long dueMillis) {
  public AssembledTrace {
    runs = List.copyOf(runs);
  }

  /** Whether none of the runs is open. */
  public boolean over() {
    return runs.stream().allMatch(Run::closed);
  }
}
