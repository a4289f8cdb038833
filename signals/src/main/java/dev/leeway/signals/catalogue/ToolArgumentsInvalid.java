package dev.leeway.signals.catalogue;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.fact.ToolCallFacts;
import dev.leeway.signals.run.RunSpans;
import java.util.Set;

/** Whether a run's model calls its tools as they were offered. */
final class ToolArgumentsInvalid implements CategorySignal {
  static final String VALID = "VALID";
  static final String INVALID = "INVALID";

  private static final Signal SIGNAL =
      Signal.categorical("tool.args_invalid", "Invalid tool calls", Set.of(VALID))
          .means(
              "Whether a call of the run breaks the schema of its tool's arguments, or names a tool"
                  + " that was not offered. Absent where definitions or calls were not captured.",
              FailureMode.SILENT_CHANGE,
              FailureMode.WRONG_ANSWERS)
          .judgedBy(Detection.RATE, Detection.RULE);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public String categoryOf(RunSpans run) {
    boolean checked = false;
    boolean invalid = false;
    for (AgentEvent span : run.spans()) {
      checked |= span.facts().number(ToolCallFacts.CHECKED).orElse(0) > 0;
      invalid |= span.facts().number(ToolCallFacts.INVALID).orElse(0) > 0;
    }
    return checked ? invalid ? INVALID : VALID : "";
  }
}
