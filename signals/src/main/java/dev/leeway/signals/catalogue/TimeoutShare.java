package dev.leeway.signals.catalogue;

import dev.leeway.signals.run.RunSpans;
import java.util.OptionalDouble;

/** Which share of the calls of a run timed out. */
final class TimeoutShare implements RunSignal {
  private static final Signal SIGNAL =
      Signal.numeric("timeout.share", "Calls that timed out", Unit.SHARE, Signal.Scope.RUN)
          .worse(Direction.HIGHER_IS_WORSE)
          .judgedBy(Detection.DISTRIBUTION)
          .distributedPerDimension()
          .keptPerTool()
          .means(
              "Share of the calls of the run that timed out, by status, error type or "
                  + "the text of the error. Absent where the run made no call.",
              FailureMode.LATENCY_CASCADE,
              FailureMode.PROVIDER_LIMITS);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public OptionalDouble valueOf(RunSpans run) {
    int timedOut = 0;
    for (RunSpans.Call call : run.calls()) {
      timedOut += call.timedOut() ? 1 : 0;
    }
    int calls = run.calls().size();
    return calls == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) timedOut / calls);
  }
}
