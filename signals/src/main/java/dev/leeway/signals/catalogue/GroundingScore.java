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
          .distributedPerDimension()
          .keptPerSource()
          .means(
              "Share of the answers' checkable claims (numbers, dates, ids, names, quotations) that"
                  + " the run's documents, tools or user support, 0 to 1. Absent without evidence or"
                  + " claims. Watch its level per slice; one run's score is a hint.",
              FailureMode.WRONG_ANSWERS);

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
