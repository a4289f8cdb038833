package dev.leeway.signals.catalogue;

import dev.leeway.signals.event.Facts;
import dev.leeway.signals.fact.AnswerFacts;
import dev.leeway.signals.window.Measurement;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The enumerated words in the fields of a run's JSON answer. */
final class AnswerWords implements FieldSignal {
  private static final Signal SIGNAL =
      Signal.categorical("contract.value", "Value in an answer's field", Set.of())
          .worse(Direction.EITHER_WAY)
          .judgedBy(Detection.RULE)
          .keptPerField()
          .means(
              "Words such as done or NOT_FOUND, and truth values, in the fields of a JSON answer, "
                  + "each field of each route for itself. A rule learns the mix of each and tells "
                  + "what is new in it. Text that somebody might have written is not followed. "
                  + "Absent where no answer was captured.",
              FailureMode.SILENT_CHANGE);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public Map<String, String> fieldsOf(Facts answer) {
    return FieldSignal.under(AnswerFacts.VALUE_PREFIX, answer.texts());
  }

  @Override
  public Optional<Measurement> measurementOf(String written) {
    // No followed word has a space: in older rows several fields ran together.
    return written.indexOf(' ') < 0
        ? Optional.of(Measurement.category(name(), written))
        : Optional.empty();
  }
}
