package dev.leeway.signals.run;

import dev.leeway.signals.event.AgentEvent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says how far the runs of one trace are grounded in what they knew. */
public interface GroundingSource {
  /** Of a trace without texts. */
  GroundingSource NONE = new KeptGrounding(Map.of());

  /** Where texts of the trace were read; empty where it doesn't matter. */
  Set<Long> places();

  /**
   * Signals by name, such as {@code grounding.score}; absent where they cannot be told.
   *
   * @param alone whether the trace has no other run
   * @param places those of {@link #places()} that are in this run
   */
  Map<String, Double> of(
      long runId, boolean alone, Collection<Long> places, List<AgentEvent> spans);
}
