package dev.leeway.signals.catalogue;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.run.RunSpans;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** How deep agents of a run call agents. */
final class Depth implements RunSignal {
  private static final Signal SIGNAL =
      Signal.numeric("complexity.depth", "Agents in each other", Unit.LEVELS, Signal.Scope.RUN)
          .worse(Direction.HIGHER_IS_WORSE)
          .judgedBy(Detection.DISTRIBUTION)
          .means(
              "The greatest number of agents, workflows and steps that are one in "
                  + "another, the run itself among them. Absent where the run has no such "
                  + "span.",
              FailureMode.HARDER_INPUTS);

  private static final int DEPTH_MAX = 64;
  private static final Set<EventKind> LEVELS =
      EnumSet.of(EventKind.AGENT, EventKind.WORKFLOW, EventKind.STEP);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public OptionalDouble valueOf(RunSpans run) {
    Map<Long, AgentEvent> spans = HashMap.newHashMap(run.spans().size());
    run.spans().forEach(span -> spans.put(span.spanId(), span));
    int deepest = 0;
    for (AgentEvent span : run.spans()) {
      if (!LEVELS.contains(span.kind())) {
        continue;
      }
      int levels = 0;
      int climbed = 0;
      // No longer than there are spans: strangers may send parents in a circle.
      for (AgentEvent at = span;
          at != null && climbed < DEPTH_MAX;
          at = spans.get(at.parentSpanId())) {
        levels += LEVELS.contains(at.kind()) ? 1 : 0;
        climbed++;
      }
      deepest = Math.max(deepest, levels);
    }
    return deepest == 0 ? OptionalDouble.empty() : OptionalDouble.of(deepest);
  }
}
