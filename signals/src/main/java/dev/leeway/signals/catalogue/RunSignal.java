package dev.leeway.signals.catalogue;

import dev.leeway.signals.run.Run;
import dev.leeway.signals.run.RunSpans;
import dev.leeway.signals.run.RunValue;
import dev.leeway.signals.window.Measurement;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A signal that each run says once. The value is computed from the spans, kept in the run's row,
 * and measured from that row alone: so a corrected run can take back what its earlier row had said.
 */
public interface RunSignal extends RunValue {
  Signal signal();

  @Override
  default String name() {
    return signal().name();
  }

  /** The value as stored, on its unit's grid. */
  @Override
  default OptionalDouble of(RunSpans run) {
    OptionalDouble value = valueOf(run);
    return value.isEmpty() ? value : OptionalDouble.of(signal().unit().onGrid(value.getAsDouble()));
  }

  /** The value in the signal's unit; empty where the spans don't say it. */
  OptionalDouble valueOf(RunSpans run);

  /** What the stored row says. */
  default Optional<Measurement> measured(Run run) {
    Double value = run.signals().get(name());
    return value == null ? Optional.empty() : Optional.of(Measurement.number(name(), value));
  }

  /** What the stored row says of each dependency by itself; nothing for most signals. */
  default Map<Called, Measurement> byDependency(Run run) {
    return Map.of();
  }

  /** A provider, model, tool or data source that the run called, as its slice is named. */
  record Called(String dimension, String value) {
    static final Comparator<Called> BY_NAME =
        Comparator.comparing(Called::dimension).thenComparing(Called::value);
  }
}
