package dev.leeway.signals.catalogue;

import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.fact.MessageFacts;
import dev.leeway.signals.run.RunSpans;
import java.util.OptionalDouble;

/** Which share of the retrievals of a run brought nothing. */
final class RetrievalEmpty implements RunSignal {
  private static final Signal SIGNAL =
      Signal.numeric("retrieval.empty", "Empty retrievals", Unit.SHARE, Signal.Scope.RUN)
          .worse(Direction.HIGHER_IS_WORSE)
          .judgedBy(Detection.DISTRIBUTION)
          .keptPerSource()
          .means(
              "Share of the retrievals of the run that brought no document. Absent "
                  + "where no documents were captured.",
              FailureMode.STALE_DATA,
              FailureMode.WRONG_ANSWERS);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public OptionalDouble valueOf(RunSpans run) {
    int told = 0;
    int empty = 0;
    for (RunSpans.Call call : run.calls(EventKind.RETRIEVAL)) {
      OptionalDouble documents = call.span().facts().number(MessageFacts.DOCUMENTS);
      told += documents.isPresent() ? 1 : 0;
      empty += documents.isPresent() && documents.getAsDouble() == 0 ? 1 : 0;
    }
    return told == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) empty / told);
  }
}
