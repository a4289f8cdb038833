package dev.leeway.signals.run;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.grounding.GroundingResult;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What earlier rows of a trace's runs said of their grounding, for when the texts are gone: an
 * answer that was judged stays judged.
 */
public record KeptGrounding(Map<Long, Map<String, Double>> byRun) implements GroundingSource {
  public KeptGrounding {
    byRun = Map.copyOf(byRun);
  }

  public static KeptGrounding of(Collection<Run> rows) {
    Map<Long, Map<String, Double>> byRun = new HashMap<>();
    for (Run row : rows) {
      Map<String, Double> kept = new HashMap<>(row.signals());
      kept.keySet().retainAll(GroundingResult.SIGNALS);
      byRun.put(row.runId(), kept);
    }
    return new KeptGrounding(byRun);
  }

  @Override
  public Set<Long> places() {
    return Set.of();
  }

  @Override
  public Map<String, Double> of(
      long runId, boolean alone, Collection<Long> places, List<AgentEvent> spans) {
    return byRun.getOrDefault(runId, Map.of());
  }
}
