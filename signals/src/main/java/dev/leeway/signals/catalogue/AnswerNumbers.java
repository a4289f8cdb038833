package dev.leeway.signals.catalogue;

import dev.leeway.signals.event.Facts;
import dev.leeway.signals.fact.AnswerFacts;
import dev.leeway.signals.window.Measurement;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The numbers in the fields of a run's JSON answer. */
final class AnswerNumbers implements FieldSignal {
  private static final Unit UNIT = Unit.VALUES;
  private static final Signal SIGNAL =
      Signal.numeric("contract.number", "Number in an answer's field", UNIT, Signal.Scope.RUN)
          .judgedBy(Detection.RULE)
          .keptPerField()
          .means(
              "Numbers in the fields of a JSON answer, each field of each route for itself: at most "
                  + "16 fields of an answer, zero and above. A rule learns the range of each and "
                  + "tells what is far outside of it. Absent where no answer was captured.",
              FailureMode.SILENT_CHANGE);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public Map<String, String> fieldsOf(Facts answer) {
    Map<String, String> fields = new TreeMap<>();
    FieldSignal.under(AnswerFacts.FIELD_PREFIX, answer.numbers())
        .forEach((field, value) -> fields.put(field, Double.toString(UNIT.onGrid(value))));
    return fields;
  }

  @Override
  public Optional<Measurement> measurementOf(String written) {
    try {
      return Optional.of(Measurement.number(name(), Double.parseDouble(written)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
