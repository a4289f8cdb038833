package dev.leeway.signals.catalogue;

import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.run.RunSpans;
import java.util.HashSet;
import java.util.OptionalDouble;
import java.util.Set;

/** How many different tools a run used. */
final class ToolsUsed implements RunSignal {
  private static final Signal SIGNAL =
      Signal.numeric("complexity.tools_used", "Tools used", Unit.TOOLS, Signal.Scope.RUN)
          .worse(Direction.EITHER_WAY)
          .judgedBy(Detection.DISTRIBUTION)
          .means("Different tools that the run called.", FailureMode.HARDER_INPUTS);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public OptionalDouble valueOf(RunSpans run) {
    Set<String> tools = new HashSet<>();
    for (RunSpans.Call call : run.calls(EventKind.TOOL)) {
      tools.add(call.span().tool().name());
    }
    return OptionalDouble.of(tools.size());
  }
}
