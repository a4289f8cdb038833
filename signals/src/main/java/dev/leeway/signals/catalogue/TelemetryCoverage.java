package dev.leeway.signals.catalogue;

import dev.leeway.signals.run.RunSpans;
import java.util.OptionalDouble;

/**
 * How much of a run came: its spans over those that are known to have been, which are these and the
 * parents that they name and that never came. At least the last is missing of a parent that is
 * missing, so it is an upper bound. What a sampler left out on purpose is {@link
 * TelemetrySampled}'s.
 */
final class TelemetryCoverage implements RunSignal {
  static final String NAME = "telemetry.coverage";

  private static final Signal SIGNAL =
      Signal.numeric(NAME, "Spans kept", Unit.SHARE, Signal.Scope.RUN)
          .worse(Direction.LOWER_IS_WORSE)
          .judgedBy(Detection.RULE)
          .means(
              "Share of a run's spans that came, of those that should have: those that came over "
                  + "these and the parents that they name and that never did. What was lost below "
                  + "the last span can't be known; what a sampler left out is telemetry.sampled.",
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
    return OptionalDouble.of((double) came / (came + run.missingParents()));
  }
}
