package dev.leeway.signals.catalogue;

import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.fact.MessageFacts;
import dev.leeway.signals.run.RunSpans;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/** Which share of the retrievals of a run brought nothing. */
final class RetrievalEmpty implements RunSignal {
  private static final Signal SIGNAL =
      Signal.numeric("retrieval.empty", "Empty retrievals", Unit.SHARE, Signal.Scope.RUN)
          .worse(Direction.HIGHER_IS_WORSE)
          .judgedBy(Detection.DISTRIBUTION)
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
    double[] found =
        run.calls(EventKind.RETRIEVAL).stream()
            .map(call -> call.span().facts().number(MessageFacts.DOCUMENTS))
            .filter(OptionalDouble::isPresent)
            .mapToDouble(OptionalDouble::getAsDouble)
            .toArray();
    return found.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            (double) DoubleStream.of(found).filter(count -> count == 0).count() / found.length);
  }
}
