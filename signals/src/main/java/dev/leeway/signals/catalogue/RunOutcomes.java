package dev.leeway.signals.catalogue;

import dev.leeway.signals.run.Run;
import dev.leeway.signals.run.RunOutcome;
import dev.leeway.signals.run.RunSpans;
import dev.leeway.signals.window.Measurement;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/** How runs end. */
final class RunOutcomes implements RunSignal {
  private static final Signal SIGNAL =
      Signal.categorical("run.outcome", "Outcome", good())
          .judgedBy(Detection.RATE, Detection.BUDGET)
          .keptPerTool()
          .keptPerSource()
          .keptPerCohort()
          .means(
              "How the run ended, exactly one and the most specific; an answer that was refused or"
                  + " cut off is no success, whatever the status code.",
              FailureMode.values());

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  /** Not among the numbers: the row has a column for it. */
  @Override
  public OptionalDouble valueOf(RunSpans run) {
    return OptionalDouble.empty();
  }

  @Override
  public Optional<Measurement> measured(Run run) {
    return Optional.of(Measurement.category(name(), run.outcome().name()));
  }

  private static Set<String> good() {
    return Arrays.stream(RunOutcome.values())
        .filter(RunOutcome::good)
        .map(RunOutcome::name)
        .collect(Collectors.toUnmodifiableSet());
  }
}
