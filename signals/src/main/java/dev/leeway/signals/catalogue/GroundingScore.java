package dev.leeway.signals.catalogue;

import dev.leeway.signals.run.RunSpans;
import java.util.OptionalDouble;

/**
 * Share of the answers' decided claims that the run's evidence supports, 0 to 1; absent without
 * evidence or claims.
 */
final class GroundingScore implements RunSignal {
  private static final Signal SIGNAL =
      Signal.numeric("grounding.score", "Grounding score", Unit.SHARE, Signal.Scope.RUN)
          .worse(Direction.LOWER_IS_WORSE)
          .judgedBy(Detection.DISTRIBUTION)
          .distributedPerDimension();

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public OptionalDouble valueOf(RunSpans run) {
    Double score = run.grounding().get(SIGNAL.name());
    return score == null ? OptionalDouble.empty() : OptionalDouble.of(score);
  }
}
