package dev.leeway.signals.catalogue;

import dev.leeway.signals.fact.MessageFacts;
import dev.leeway.signals.run.RunSpans;
import java.util.OptionalDouble;

/** How many documents the retrievals of a run brought. */
final class Documents implements RunSignal {
  private static final Signal SIGNAL =
      Signal.numeric(
              "complexity.documents", "Documents retrieved", Unit.DOCUMENTS, Signal.Scope.RUN)
          .worse(Direction.EITHER_WAY)
          .judgedBy(Detection.DISTRIBUTION)
          .means(
              "Documents that the retrievals and rerankings of the run brought "
                  + "together. Absent where none was captured.",
              FailureMode.HARDER_INPUTS,
              FailureMode.STALE_DATA);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public OptionalDouble valueOf(RunSpans run) {
    return CallFactsOfRun.sum(run, MessageFacts.DOCUMENTS);
  }
}
