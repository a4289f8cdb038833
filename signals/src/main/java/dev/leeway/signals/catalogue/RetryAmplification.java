package dev.leeway.signals.catalogue;

import dev.leeway.signals.run.Run;
import dev.leeway.signals.run.RunSpans;
import dev.leeway.signals.window.Measurement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Attempts per logical call, 1 where nothing was tried twice: of a run, and of each thing that it
 * depends on, where a call of one must not hide in the calls of the others.
 */
final class RetryAmplification implements RunSignal {
  private static final Signal SIGNAL =
      Signal.numeric("retry.amplification", "Attempts per call", Unit.RATIO, Signal.Scope.RUN)
          .worse(Direction.HIGHER_IS_WORSE)
          .judgedBy(Detection.DISTRIBUTION, Detection.RULE)
          .distributedPerDimension()
          .keptPerDependency()
          .means(
              "Attempts per logical call: 1 where nothing was tried twice. Each provider, model, "
                  + "tool and data source has its own, of its calls alone. Rising together "
                  + "with errors it is a retry storm.",
              FailureMode.LATENCY_CASCADE,
              FailureMode.PROVIDER_LIMITS);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public OptionalDouble valueOf(RunSpans run) {
    int logical = 0;
    for (RunSpans.Call call : run.calls()) {
      logical += call.retry() ? 0 : 1;
    }
    return logical == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) run.attempts() / logical);
  }

  @Override
  public String keptCategoryOf(RunSpans run) {
    return DependencyTries.lines(run);
  }

  /** As many values as calls, so that windows have the sum of attempts over the sum of calls. */
  @Override
  public Map<Called, Measurement> byDependency(Run run) {
    Map<Called, Measurement> measured = new LinkedHashMap<>();
    DependencyTries.read(run.categories().getOrDefault(name(), ""))
        .forEach((called, of) -> {
          double each = SIGNAL.unit().onGrid((double) of.tries() / of.calls());
          measured.put(called, Measurement.numbers(name(), each, of.calls()));
        });
    return measured;
  }
}
