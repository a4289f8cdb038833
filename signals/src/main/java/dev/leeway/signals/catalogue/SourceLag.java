package dev.leeway.signals.catalogue;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.fact.DocumentFacts;
import dev.leeway.signals.fact.SourceAgeFacts;
import java.util.OptionalDouble;

/**
 * How old the newest data of a source was when an agent used it; by what its documents say where
 * the source itself doesn't.
 */
final class SourceLag implements SpanSignal {
  private static final Signal SIGNAL =
      Signal.numeric("source.lag", "Age of data at use", Unit.SECONDS, Signal.Scope.SPAN)
          .worse(Direction.HIGHER_IS_WORSE)
          .judgedBy(Detection.RULE, Detection.DISTRIBUTION)
          .distributedPerDimension()
          .means(
              "Age of the newest data of a source when a span of an agent used it, by "
                  + "data_source.as_of, else by its newest document. Of a source as a whole (all "
                  + "agents), what lay between event and load when it was loaded, and only this is "
                  + "judged as a distribution: at use it goes up and down with every update. "
                  + "Absent where neither is told.",
              FailureMode.STALE_DATA);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public OptionalDouble valueOf(AgentEvent span) {
    if (span.dataSourceId().isEmpty() || span.kind() == EventKind.OTHER) {
      return OptionalDouble.empty();
    }
    OptionalDouble said = span.facts().number(SourceAgeFacts.AGE);
    return said.isPresent() ? said : span.facts().number(DocumentFacts.NEWEST_AGE);
  }
}
