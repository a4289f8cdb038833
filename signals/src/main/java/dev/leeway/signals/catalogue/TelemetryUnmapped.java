package dev.leeway.signals.catalogue;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.fact.TelemetryFacts;
import dev.leeway.signals.run.RunSpans;
import java.util.OptionalDouble;

/** How many attributes that no mapper has a use for a run's spans carry, on average. */
final class TelemetryUnmapped implements RunSignal {
  static final String NAME = "telemetry.unmapped";

  private static final Signal SIGNAL =
      Signal.numeric(NAME, "Unmapped attributes of a span", Unit.RATIO, Signal.Scope.RUN)
          .worse(Direction.HIGHER_IS_WORSE)
          .judgedBy(Detection.RULE)
          .means(
              "Attributes that no mapper has a use for, for each span of the run. Your own are "
                  + "among them; more than there were may be known ones under new names. Absent "
                  + "where there are none.",
              FailureMode.HARMFUL_TELEMETRY,
              FailureMode.SILENT_CHANGE);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public OptionalDouble valueOf(RunSpans run) {
    double unmapped = 0;
    for (AgentEvent span : run.spans()) {
      unmapped += span.facts().number(TelemetryFacts.UNMAPPED).orElse(0);
    }
    return unmapped == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(unmapped / run.spans().size());
  }
}
