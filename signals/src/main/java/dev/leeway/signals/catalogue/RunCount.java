package dev.leeway.signals.catalogue;

import dev.leeway.signals.run.Run;
import dev.leeway.signals.run.RunSpans;
import dev.leeway.signals.window.Measurement;
import java.util.Optional;
import java.util.OptionalDouble;

/** How many runs ended: the traffic itself. */
final class RunCount implements RunSignal {
  private static final Signal SIGNAL =
      Signal.numeric("run.count", "Runs", Unit.RUNS, Signal.Scope.RUN)
          .keptPerTool()
          .keptPerSource()
          .means(
              "Runs that ended in the window.",
              FailureMode.LATENCY_CASCADE,
              FailureMode.HARDER_INPUTS);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  /** Not stored: that there is a row says it. */
  @Override
  public OptionalDouble valueOf(RunSpans run) {
    return OptionalDouble.empty();
  }

  @Override
  public Optional<Measurement> measured(Run run) {
    return Optional.of(Measurement.number(name(), 1));
  }
}
