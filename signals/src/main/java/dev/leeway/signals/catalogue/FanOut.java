package dev.leeway.signals.catalogue;

import dev.leeway.signals.run.RunSpans;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** How many calls the busiest span of a run made. */
final class FanOut implements RunSignal {
  private static final Signal SIGNAL =
      Signal.numeric("complexity.fan_out", "Calls of one caller", Unit.CALLS, Signal.Scope.RUN)
          .worse(Direction.HIGHER_IS_WORSE)
          .judgedBy(Detection.DISTRIBUTION)
          .means(
              "The greatest number of calls right below one span of the run. Absent "
                  + "where the run made no call.",
              FailureMode.HARDER_INPUTS,
              FailureMode.RUNAWAY);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public OptionalDouble valueOf(RunSpans run) {
    Map<Long, Integer> below = new HashMap<>();
    for (RunSpans.Call call : run.calls()) {
      below.merge(call.span().parentSpanId(), 1, Integer::sum);
    }
    return below.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(Collections.max(below.values()));
  }
}
