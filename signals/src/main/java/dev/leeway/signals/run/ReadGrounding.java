package dev.leeway.signals.run;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.grounding.GroundingReader;
import dev.leeway.signals.grounding.RunGrounding;
import dev.leeway.signals.grounding.TraceGrounding;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Judges the runs of a trace by what was read of its texts. Of several runs that share one state
 * nothing is said: a document of one must not vouch for another.
 */
public record ReadGrounding(TraceGrounding trace) implements GroundingSource {
  @Override
  public Set<Long> places() {
    return trace.places();
  }

  @Override
  public Map<String, Double> of(
      long runId, boolean alone, Collection<Long> places, List<AgentEvent> spans) {
    Optional<RunGrounding> run = alone ? trace.whole() : trace.at(places);
    run.ifPresent(read -> callsOf(spans, read));
    return run.map(read -> read.result().signals()).orElse(Map.of());
  }

  /** Also of tools whose arguments were not captured. */
  private static void callsOf(List<AgentEvent> spans, RunGrounding run) {
    for (AgentEvent span : spans) {
      if (span.kind() == EventKind.TOOL) {
        GroundingReader.called(run, span.tool().name());
      }
    }
  }
}
