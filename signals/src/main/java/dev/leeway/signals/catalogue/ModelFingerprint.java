package dev.leeway.signals.catalogue;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.fact.ModelFacts;
import dev.leeway.signals.run.RunSpans;
import java.util.Set;

/** Which build of its model answered last in a run. */
final class ModelFingerprint implements CategorySignal {
  private static final Signal SIGNAL =
      Signal.categorical("model.fingerprint", "Model builds", Set.of())
          .means(
              "System fingerprint of the last answer that has one. Several at once are usual; a"
                  + " change dates what else changed. Absent where providers give none out.",
              FailureMode.SILENT_CHANGE)
          .worse(Direction.EITHER_WAY)
          .judgedBy(Detection.RULE);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public String categoryOf(RunSpans run) {
    for (AgentEvent span : run.spans().reversed()) {
      String fingerprint = span.facts().text(ModelFacts.FINGERPRINT);
      if (!fingerprint.isEmpty()) {
        return fingerprint;
      }
    }
    return "";
  }
}
