package dev.leeway.signals.catalogue;

import dev.leeway.signals.run.Run;
import dev.leeway.signals.run.RunSpans;
import dev.leeway.signals.window.Measurement;
import java.util.Optional;
import java.util.OptionalDouble;

/** A signal of runs whose answers are categories, kept in the run's row as text. */
interface CategorySignal extends RunSignal {
  /** One of the words that the signal's doc names; empty where the spans don't say it. */
  @Override
  String categoryOf(RunSpans run);

  @Override
  default OptionalDouble valueOf(RunSpans run) {
    return OptionalDouble.empty();
  }

  @Override
  default Optional<Measurement> measured(Run run) {
    return Optional.ofNullable(run.categories().get(name()))
        .map(category -> Measurement.category(name(), category));
  }
}
