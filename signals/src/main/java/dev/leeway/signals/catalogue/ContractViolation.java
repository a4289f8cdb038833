package dev.leeway.signals.catalogue;

import dev.leeway.signals.run.FinalAnswer;
import dev.leeway.signals.run.RunSpans;
import java.util.Set;

/** Whether a run's answer kept what its request declared of it. */
final class ContractViolation implements CategorySignal {
  static final String KEPT = "KEPT";
  static final String BROKEN = "BROKEN";

  private static final Signal SIGNAL =
      Signal.categorical("contract.violation", "Contract violations", Set.of(KEPT))
          .means(
              "Whether the answer parses as the JSON, and fulfils the schema, that its own request"
                  + " or the rules asked for. Absent where nothing was declared.",
              FailureMode.SILENT_CHANGE)
          .judgedBy(Detection.RATE, Detection.RULE)
          .keptPerCohort();

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public String categoryOf(RunSpans run) {
    return FinalAnswer.standingOf(run).map(problem -> problem.isEmpty() ? KEPT : BROKEN).orElse("");
  }
}
