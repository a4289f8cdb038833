package dev.leeway.signals.catalogue;

import dev.leeway.signals.fact.DocumentFacts;
import dev.leeway.signals.run.RunSpans;
import java.util.OptionalDouble;

/** How well the best document fits that any retrieval of a run found. */
final class RetrievalTopScore implements RunSignal {
  private static final Signal SIGNAL =
      Signal.numeric(
              "retrieval.top_score", "Best score of retrievals", Unit.RATIO, Signal.Scope.RUN)
          .worse(Direction.LOWER_IS_WORSE)
          .judgedBy(Detection.DISTRIBUTION)
          .keptPerSource()
          .means(
              "Greatest score of the documents that retrievals and rerankings of the run "
                  + "found, on the retriever's own scale. Absent without a score, and where all "
                  + "are below zero.",
              FailureMode.STALE_DATA,
              FailureMode.WRONG_ANSWERS);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public OptionalDouble valueOf(RunSpans run) {
    OptionalDouble best = CallFactsOfRun.greatest(run, DocumentFacts.TOP_SCORE);
    return best.isPresent() && best.getAsDouble() < 0 ? OptionalDouble.empty() : best;
  }
}
