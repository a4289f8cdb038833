package dev.leeway.signals.catalogue;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.fact.TelemetryFacts;
import dev.leeway.signals.run.RunSpans;
import java.util.OptionalDouble;

/**
 * How much of a run came: its spans over those that are known to have been, which are these and the
 * parents that they name and that never came; times the probability with which the sampler kept
 * them. At least the last is missing of a parent that is missing, so it is an upper bound.
 */
final class TelemetryCoverage implements RunSignal {
  static final String NAME = "telemetry.coverage";

  private static final Signal SIGNAL =
      Signal.numeric(NAME, "Spans kept", Unit.SHARE, Signal.Scope.RUN)
          .worse(Direction.LOWER_IS_WORSE)
          .judgedBy(Detection.RULE)
          .means(
              "Share of a run's spans that came: those that came over these and the parents that "
                  + "they name and that never did, times the probability with which a sampler "
                  + "says that it kept them. What was lost below the last span can't be known.",
              FailureMode.HARMFUL_TELEMETRY);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public OptionalDouble valueOf(RunSpans run) {
    int came = run.spans().size();
    if (came == 0) {
      return OptionalDouble.empty();
    }
    double kept = 1;
    for (AgentEvent span : run.spans()) {
      kept = Math.min(kept, span.facts().number(TelemetryFacts.KEPT).orElse(1));
    }
    return OptionalDouble.of(kept * came / (came + run.missingParents()));
  }
}
