package dev.leeway.signals.catalogue;

import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.fact.ErrorKind;
import dev.leeway.signals.fact.OutputFacts;
import dev.leeway.signals.run.RunSpans;
import java.util.OptionalDouble;

/** How often a run broke the form of what it wrote. */
final class OutputFormatErrors implements RunSignal {
  private static final Signal SIGNAL =
      Signal.numeric(
              "output.format_errors", "Answers in a broken form", Unit.ERRORS, Signal.Scope.RUN)
          .worse(Direction.HIGHER_IS_WORSE)
          .judgedBy(Detection.DISTRIBUTION)
          .means(
              "Failures of the run whose text says that what a model wrote could not "
                  + "be read, and places where an answer leaves a fence, tag or JSON object "
                  + "open that it began. Absent where the run made no call.",
              FailureMode.SILENT_CHANGE);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public OptionalDouble valueOf(RunSpans run) {
    OptionalDouble failures = ErrorSpans.ofKind(run, ErrorKind.FORMAT);
    if (failures.isEmpty()) {
      return failures;
    }
    double breaks = 0;
    for (RunSpans.Call call : run.calls(EventKind.LLM)) {
      breaks += call.span().facts().number(OutputFacts.FORMAT_BREAKS).orElse(0);
    }
    return OptionalDouble.of(failures.getAsDouble() + breaks);
  }
}
