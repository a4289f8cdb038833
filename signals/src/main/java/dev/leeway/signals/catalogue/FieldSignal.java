package dev.leeway.signals.catalogue;

import dev.leeway.signals.event.Facts;
import dev.leeway.signals.run.FinalAnswer;
import dev.leeway.signals.run.Run;
import dev.leeway.signals.run.RunSpans;
import dev.leeway.signals.window.Dimensions;
import dev.leeway.signals.window.Measurement;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A signal that the fields of a run's JSON answer say, each for itself: it is kept in slices of the
 * dimension {@link Dimensions#FIELD} and nowhere else. The run's row has all of them as one text, a
 * line {@code field=value} each, so that a corrected run can take them back.
 */
interface FieldSignal extends CategorySignal {
  /** What an answer's facts say, by field. */
  Map<String, String> fieldsOf(Facts answer);

  /** One field's value, as its line has it; empty where that can't be read. */
  Optional<Measurement> measurementOf(String written);

  @Override
  default String categoryOf(RunSpans run) {
    return FinalAnswer.of(run).map(this::linesOf).orElse("");
  }

  private String linesOf(Facts answer) {
    return fieldsOf(answer).entrySet().stream()
        .map(field -> field.getKey() + '=' + field.getValue())
        .map(line -> line.replace('\n', ' '))
        // Cut, a number would be another.
        .filter(line -> line.length() <= Dimensions.LENGTH_MAX)
        .sorted()
        .limit(Dimensions.VALUES_MAX)
        .collect(Collectors.joining("\n"));
  }

  @Override
  default String keptCategoryOf(RunSpans run) {
    return categoryOf(run);
  }

  /** Nothing that all fields would say together. */
  @Override
  default Optional<Measurement> measured(Run run) {
    return Optional.empty();
  }

  /** By the value of {@link Dimensions#FIELD}: the field, and the route that was answered. */
  default Map<String, Measurement> byField(Run run) {
    String lines = run.categories().getOrDefault(name(), "");
    if (lines.isEmpty()) {
      return Map.of();
    }
    Map<String, Measurement> fields = new TreeMap<>();
    String route = run.dimensions().getOrDefault(Dimensions.OPERATION, "");
    for (String line : lines.split("\n", -1)) {
      int end = line.indexOf('=');
      if (end > 0) {
        String field = line.substring(0, end);
        String slice = route.isEmpty() ? field : field + " of " + route;
        measurementOf(line.substring(end + 1))
            .ifPresent(value -> fields.put(Dimensions.shortened(slice), value));
      }
    }
    return fields;
  }

  /** Facts whose names begin so, by the rest of the name. */
  static <T> Map<String, T> under(String prefix, Map<String, T> facts) {
    Map<String, T> found = new TreeMap<>();
    facts.forEach((name, value) -> {
      if (name.startsWith(prefix)) {
        found.put(name.substring(prefix.length()), value);
      }
    });
    return found;
  }
}
