package dev.leeway.signals.catalogue;

import dev.leeway.signals.run.RunSpans;
import java.util.OptionalDouble;

/** Attempts per logical call of a run: 1 where nothing was tried twice. */
final class RetryAmplification implements RunSignal {
  private static final Signal SIGNAL =
      Signal.numeric("retry.amplification", "Attempts per call", Unit.RATIO, Signal.Scope.RUN)
          .worse(Direction.HIGHER_IS_WORSE)
          .judgedBy(Detection.DISTRIBUTION, Detection.RULE)
          .distributedPerDimension()
          .keptPerTool()
          .means(
              "Attempts per logical call: 1 where nothing was tried twice. Rising together "
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
}
