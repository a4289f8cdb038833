package dev.leeway.signals.catalogue;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.fact.TelemetryFacts;
import dev.leeway.signals.run.RunSpans;
import java.util.OptionalDouble;

/**
 * With which probability a sampler kept a run. It is shown and not judged: a sampler that keeps
 * less while more comes does what it is there for.
 */
final class TelemetrySampled implements RunSignal {
  private static final Signal SIGNAL =
      Signal.numeric("telemetry.sampled", "Kept by the sampler", Unit.SHARE, Signal.Scope.RUN)
          .means(
              "Probability with which a sampler says that it kept the run, the least of its spans. "
                  + "Shown and not judged: a sampler that keeps less while more comes does its "
                  + "work. Absent where no sampler says it.",
              FailureMode.HARMFUL_TELEMETRY);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public OptionalDouble valueOf(RunSpans run) {
    OptionalDouble least = OptionalDouble.empty();
    for (AgentEvent span : run.spans()) {
      OptionalDouble kept = span.facts().number(TelemetryFacts.KEPT);
      if (kept.isPresent() && !(kept.getAsDouble() >= least.orElse(Double.NaN))) {
        least = kept;
      }
    }
    return least;
  }
}
