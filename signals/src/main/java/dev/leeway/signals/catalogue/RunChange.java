package dev.leeway.signals.catalogue;

import dev.leeway.signals.run.Run;
import dev.leeway.signals.window.Observation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be written and told when a trace's runs are assembled again: the rows that are new,
 * the rows of runs that turned out not to be ones, what earlier rows had said taken back, and what
 * the new ones say. Applied one after another, changes leave the same rows and windows as the last
 * assembly alone would.
 *
 * <p>A row is never replaced by one of an older revision: an assembly from fewer spans changes
 * nothing. Revisions count spans, so of a span id that comes twice with different content the
 * caller keeps one, as deduplication by event id does.
 *
 * @param rows to be upserted
 * @param observations to be folded, retractions among them
 * @param answered what runs answered that are over now and were not before: once of each run,
 *     however often it is corrected
 */
public record RunChange(List<Run> rows, List<Observation> observations, List<Answered> answered) {
  public RunChange {
    rows = List.copyOf(rows);
    observations = List.copyOf(observations);
    answered = List.copyOf(answered);
  }

  /**
   * From the rows before to the runs after.
   *
   * @param before the newest row of each run of the trace, as stored or last emitted
   * @param after the runs of the same trace as assembled now
   */
  public static RunChange between(
      Collection<Run> before, Collection<Run> after, SignalCatalogue catalogue) {
    Map<Long, Run> earlier = new HashMap<>();
    for (Run run : before) {
      earlier.merge(run.runId(), run, (a, b) -> a.revision() >= b.revision() ? a : b);
    }
    long revision = after.stream().mapToLong(Run::revision).max().orElse(0);
    List<Run> rows = new ArrayList<>();
    List<Observation> observations = new ArrayList<>();
    List<Answered> answered = new ArrayList<>();
    for (Run run : after) {
      Run old = earlier.remove(run.runId());
      if (old == null || run.revision() > old.revision()) {
        rows.add(run);
        Optional<Observation> says =
            replace(Optional.ofNullable(old), run, catalogue, observations);
        if (old == null || !old.closed()) {
          says.flatMap(observation -> Answered.of(run, observation)).ifPresent(answered::add);
        }
      }
    }
    for (Run vanished : earlier.values()) {
      if (!vanished.withdrawn() && revision > vanished.revision()) {
        Run withdrawn = vanished.withdrawn(revision);
        rows.add(withdrawn);
        replace(Optional.of(vanished), withdrawn, catalogue, observations);
      }
    }
    return new RunChange(rows, observations, answered);
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** Returns what the run says now. */
  private static Optional<Observation> replace(
      Optional<Run> old, Run now, SignalCatalogue catalogue, List<Observation> observations) {
    Optional<Observation> said = old.flatMap(catalogue::observationOf);
    Optional<Observation> says = catalogue.observationOf(now);
    List<Observation> partsSaid = old.map(catalogue::partsOf).orElse(List.of());
    List<Observation> partsSay = catalogue.partsOf(now);
    if (!said.equals(says) || !partsSaid.equals(partsSay)) {
      // A run and its parts in a row: the fold of windows counts them as one.
      said.map(Observation::retracted).ifPresent(observations::add);
      partsSaid.forEach(part -> observations.add(part.retracted()));
      says.ifPresent(observations::add);
      observations.addAll(partsSay);
    }
    return says;
  }
}
