package dev.leeway.signals.catalogue;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.run.RunSpans;
import java.util.OptionalDouble;

/** How long the caller of a run waited: the duration of its root, where that was measured. */
final class RunDuration implements RunSignal {
  private static final Signal SIGNAL =
      Signal.numeric("run.duration", "Run duration", Unit.MILLISECONDS, Signal.Scope.RUN)
          .worse(Direction.HIGHER_IS_WORSE)
          .judgedBy(Detection.DISTRIBUTION)
          .distributedPerDimension()
          .keptPerSource()
          .means(
              "How long the caller of a run waited: its root's duration. Absent where the "
                  + "duration was invented by a replay or the root is missing.",
              FailureMode.LATENCY_CASCADE);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public OptionalDouble valueOf(RunSpans run) {
    return run.root()
        .filter(AgentEvent::measuredDuration)
        .map(root -> OptionalDouble.of(root.durationNanos() / 1e6))
        .orElse(OptionalDouble.empty());
  }
}
