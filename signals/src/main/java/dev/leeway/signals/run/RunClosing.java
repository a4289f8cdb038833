package dev.leeway.signals.run;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.EventFlag;

/**
 * When a run is over, in the time of its agent: some seconds after its root ended and its last span
 * came, or after a long silence where no root has ended. A pure function of the run's spans, so the
 * same for any order of arrival.
 *
 * @param dueMillis the agent's time from which on the run is over
 * @param cut whether it is over because it grew too long or too large
 */
record RunClosing(long dueMillis, boolean rootEnded, boolean cut) {

  static RunClosing of(RunSpans run, boolean traceCut, RunLimits limits) {
    boolean rootEnded = run.root().map(root -> !root.has(EventFlag.END_MISSING)).orElse(false);
    if (traceCut) {
      return new RunClosing(Long.MIN_VALUE, rootEnded, true);
    }
    long lastMillis = Long.MIN_VALUE;
    long firstMillis = Long.MAX_VALUE;
    for (AgentEvent span : run.spans()) {
      lastMillis = Math.max(lastMillis, span.clockMillis());
      firstMillis = span.entersWindows() ? Math.min(firstMillis, span.startMillis()) : firstMillis;
    }
    firstMillis = firstMillis == Long.MAX_VALUE ? lastMillis : firstMillis;
    long due = lastMillis + (rootEnded ? limits.quietMillis() : limits.silenceMillis());
    long longest = firstMillis + limits.lengthMillisMax();
    // A root that itself took longer than that is whole: nothing of it was cut.
    return rootEnded || due <= longest
        ? new RunClosing(due, rootEnded, false)
        : new RunClosing(longest, false, true);
  }

  RunPhase at(long agentClockMillis) {
    if (agentClockMillis < dueMillis) {
      return RunPhase.OPEN;
    }
    return rootEnded ? RunPhase.CLOSED : RunPhase.ABANDONED;
  }
}
