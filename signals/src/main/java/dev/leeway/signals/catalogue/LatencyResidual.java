package dev.leeway.signals.catalogue;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.run.RunSpans;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How long a run took against what its work takes.
 *
 * <p>A run's value is {@code duration ÷ (0.1 s + 0.3 s · calls + 15 ms · output tokens + 0.1 ms ·
 * input tokens)}. The prices are the same for everybody and for ever, so that a run's value is a
 * function of its spans, rebuilt the same at any time; no agent has just these prices. What an
 * agent's work really takes is learned where runs are judged: windows keep the value per kind of
 * work ({@code Work}), the baselines hold each kind's own distribution, and a change is told only
 * if it is there within the kinds ({@code WorkExpectation}, {@code MixShift}). So
 *
 * <ul>
 *   <li>the level is conserved: nothing that is learned changes a value or a baseline of values;
 *   <li>a slow day is not learned away: it is compared with baselines from before it, and hours of
 *       an open finding are in none;
 *   <li>of kinds of work that are not known yet, or where they hold less than half of the runs, the
 *       prices alone judge, which is what they are for.
 * </ul>
 */
final class LatencyResidual implements RunSignal {
  static final String NAME = "latency.residual";

  private static final Signal SIGNAL =
      Signal.numeric(NAME, "Duration for its complexity", Unit.RATIO, Signal.Scope.RUN)
          .worse(Direction.HIGHER_IS_WORSE)
          .judgedBy(Detection.DISTRIBUTION)
          .keptPerCohort()
          .keptPerWork()
          .means(
              "Duration of the run divided by what its calls and tokens take by a "
                  + "fixed price list: 0.1 s, 0.3 s a call, 15 ms an output token and 0.1 "
                  + "ms an input token. Its level means nothing, its change does; and of that only "
                  + "what changed for the same kind of work (calls, input and output tokens), whose "
                  + "usual values are learned: when durations rise and this does not, inputs became "
                  + "harder. Absent where the duration was not measured.",
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
