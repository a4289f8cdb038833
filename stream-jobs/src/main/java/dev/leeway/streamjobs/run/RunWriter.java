package dev.leeway.streamjobs.run;

import dev.leeway.signals.catalogue.RunChange;
import dev.leeway.signals.catalogue.SignalCatalogue;
import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.run.AssembledTrace;
import dev.leeway.signals.run.GroundingSource;
import dev.leeway.signals.run.Run;
import dev.leeway.signals.run.RunLimits;
import dev.leeway.signals.run.RunOutcome;
import dev.leeway.signals.run.RunRules;
import dev.leeway.signals.run.TraceAssembly;
import dev.leeway.storage.row.RunRow;
import dev.leeway.streamjobs.store.StoreRows;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the runs of a trace: as open ones, as closed ones, or as corrections of what is stored.
 * Nothing that it writes replaces a row of more spans. Not thread-safe.
 */
final class RunWriter {
  /** Before the due time of every run that was not cut. */
  private static final long BEFORE_ALL = Long.MIN_VALUE + 1;

  private final SignalCatalogue catalogue;
  private final TraceAssembly assembly;
  private final RunOutput out;

  RunWriter(SignalCatalogue catalogue, RunLimits limits, RunRules rules, RunOutput out) {
    this.catalogue = catalogue;
    this.assembly = catalogue.assembly(limits, rules);
    this.out = out;
  }

  /** Writes rows that show the runs as going on; returns what was written. */
  List<EmittedRun> open(List<EmittedRun> before, Collection<AgentEvent> events) {
    List<Run> now = assembly.assemble(events, BEFORE_ALL).runs();
    if (now.stream().anyMatch(Run::closed)) {
      return before;
    }
    Map<Long, Long> firstAppends = firstAppends(before);
    apply(RunChange.between(stubs(before, now), now, catalogue), firstAppends, events);
    return now.stream()
        .map(
            run -> new EmittedRun(run.runId(), run.revision(), appendOf(run, firstAppends, events)))
        .toList();
  }

  /**
   * The runs as they are by then; writes nothing.
   *
   * @param events all spans of the trace
   */
  AssembledTrace assembled(
      Collection<AgentEvent> events, long agentClockMillis, GroundingSource grounding) {
    return assembly.assemble(events, agentClockMillis, grounding);
  }

  /**
   * Writes runs that are over.
   *
   * @param before open rows that were written
   * @param events all spans of the trace
   */
  void close(List<EmittedRun> before, Collection<AgentEvent> events, AssembledTrace over) {
    apply(
        RunChange.between(stubs(before, over.runs()), over.runs(), catalogue),
        firstAppends(before),
        events);
  }

  /** Writes what differs between the stored rows and the runs of the stored spans. */
  RunChange correct(List<RunRow> stored, Collection<AgentEvent> events, GroundingSource grounding) {
    AssembledTrace trace = assembly.assemble(events, Long.MAX_VALUE, grounding);
    Map<Long, Long> firstAppends = new HashMap<>();
    stored.forEach(row -> firstAppends.put(row.run().runId(), row.firstAppendMillis()));
    RunChange change =
        RunChange.between(stored.stream().map(RunRow::run).toList(), trace.runs(), catalogue);
    apply(change, firstAppends, events);
    return change;
  }

  private void apply(
      RunChange change, Map<Long, Long> firstAppends, Collection<AgentEvent> events) {
    for (Run run : change.rows()) {
      out.row(StoreRows.run(new RunRow(run, appendOf(run, firstAppends, events))));
    }
    change.observations().forEach(out::observation);
    change.answered().forEach(out::answered);
  }

  /** Of a run that has a row its row's, since the partition hangs on it. */
  private static long appendOf(
      Run run, Map<Long, Long> firstAppends, Collection<AgentEvent> events) {
    Long known = firstAppends.get(run.runId());
    if (known != null) {
      return known;
    }
    long least = Long.MAX_VALUE;
    for (AgentEvent event : events) {
      if (event.startNanos() >= run.startNanos()) {
        least = Math.min(least, event.appendMillis());
      }
    }
    return least;
  }

  private static Map<Long, Long> firstAppends(List<EmittedRun> emitted) {
    Map<Long, Long> firstAppends = new HashMap<>();
    emitted.forEach(run -> firstAppends.put(run.runId(), run.firstAppendMillis()));
    return firstAppends;
  }

  /** Open rows said nothing to windows, so their keys and revisions are all that counts of them. */
  private static List<Run> stubs(List<EmittedRun> emitted, List<Run> likeness) {
    List<Run> stubs = new ArrayList<>(emitted.size());
    for (EmittedRun run : emitted) {
      stubs.add(openRow(run, likeness.getFirst()));
    }
    return stubs;
  }

  private static Run openRow(EmittedRun emitted, Run like) {
    return new Run(
        like.source(),
        like.traceId(),
        emitted.runId(),
        emitted.revision(),
        false,
        like.name(),
        like.startNanos(),
        like.durationNanos(),
        like.status(),
        RunOutcome.OPEN,
        "",
        like.conversationId(),
        like.userIdHash(),
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        null,
        Map.of(),
        Map.of(),
        0);
  }
}
