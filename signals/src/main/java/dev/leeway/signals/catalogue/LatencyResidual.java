package dev.leeway.signals.catalogue;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.run.RunSpans;
import java.util.Optional;
import java.util.OptionalDouble;

/** How long a run took against what its work takes. */
final class LatencyResidual implements RunSignal {
  private static final Signal SIGNAL =
      Signal.numeric(
              "latency.residual", "Duration for its complexity", Unit.RATIO, Signal.Scope.RUN)
          .worse(Direction.HIGHER_IS_WORSE)
          .judgedBy(Detection.DISTRIBUTION)
          .distributedPerDimension()
          .keptPerCohort()
          .means(
              "Duration of the run divided by what its calls and tokens take by a "
                  + "fixed price list: 0.1 s, 0.3 s a call, 15 ms an output token and 0.1 "
                  + "ms an input token. Its level means nothing, its change does: when "
                  + "durations rise and this does not, inputs became harder. Absent where "
                  + "the duration was not measured.",
              FailureMode.LATENCY_CASCADE,
              FailureMode.HARDER_INPUTS);

  private static final double BASE_MILLIS = 100;
  private static final double CALL_MILLIS = 300;
  private static final double OUTPUT_TOKEN_MILLIS = 15;
  private static final double INPUT_TOKEN_MILLIS = 0.1;

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public OptionalDouble valueOf(RunSpans run) {
    Optional<AgentEvent> root = run.root().filter(AgentEvent::measuredDuration);
    if (root.isEmpty()) {
      return OptionalDouble.empty();
    }
    double expectedMillis =
        BASE_MILLIS
            + CALL_MILLIS * run.calls().size()
            + OUTPUT_TOKEN_MILLIS * run.outputTokens().orElse(0)
            + INPUT_TOKEN_MILLIS * run.inputTokens().orElse(0);
    return OptionalDouble.of(root.get().durationNanos() / 1e6 / expectedMillis);
  }
}
