package dev.leeway.signals.catalogue;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.run.FirstFailure;
import dev.leeway.signals.run.RunSpans;
import dev.leeway.signals.window.Dimensions;
import java.util.Set;

/** Which dependency failed first in a run that failed. */
final class CascadeOrigin implements CategorySignal {
  private static final Signal SIGNAL =
      Signal.categorical("cascade.origin", "Where failures begin", Set.of())
          .means(
              "The dependency at which the failure of a run began: from the failed root down to the"
                  + " failed call that ended first, and from a call that timed out to what was"
                  + " still going on below it. Absent where the run did not fail, or failed by"
                  + " itself.",
              FailureMode.LATENCY_CASCADE)
          .judgedBy(Detection.RULE);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public String categoryOf(RunSpans run) {
    return FirstFailure.of(run).map(CascadeOrigin::nameOf).orElse("");
  }

  private static String nameOf(AgentEvent span) {
    String name =
        switch (span.kind()) {
          case LLM, EMBEDDING, RERANK -> "model " + modelOf(span);
          case TOOL -> "tool " + or(span.tool().name(), span.name());
          case RETRIEVAL, MEMORY -> "source " + or(span.dataSourceId(), span.name());
          case AGENT, WORKFLOW -> "agent " + span.source().agentName();
          case DB -> "database " + span.name();
          case STEP, PLAN, MCP, GUARDRAIL, EVALUATOR, HANDOFF, PROMPT, HUMAN_WAIT, HTTP, OTHER ->
              span.name();
        };
    return Dimensions.shortened(name);
  }

  private static String modelOf(AgentEvent span) {
    String model = span.model().model();
    String provider = span.model().provider();
    return provider.isEmpty() ? or(model, span.name()) : provider + "/" + or(model, "unknown");
  }

  private static String or(String name, String otherwise) {
    return name.isEmpty() ? otherwise : name;
  }
}
