package dev.leeway.signals.catalogue;

import dev.leeway.signals.fact.DocumentFacts;
import dev.leeway.signals.run.RunSpans;
import java.util.OptionalDouble;

/** How old the newest document was of the retrieval of a run that found the oldest ones. */
final class RetrievalDocumentAge implements RunSignal {
  private static final Signal SIGNAL =
      Signal.numeric("retrieval.doc_age", "Age of documents", Unit.SECONDS, Signal.Scope.RUN)
          .worse(Direction.HIGHER_IS_WORSE)
          .judgedBy(Detection.DISTRIBUTION)
          .keptPerSource()
          .means(
              "Age of the newest document that a retrieval found, when it began, by the document's "
                  + "metadata; of several retrievals of a run the greatest. It grows when an index "
                  + "is no longer fed. Absent where no document says when it is of.",
              FailureMode.STALE_DATA,
              FailureMode.WRONG_ANSWERS);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public OptionalDouble valueOf(RunSpans run) {
    return CallFactsOfRun.greatest(run, DocumentFacts.NEWEST_AGE);
  }
}
