package dev.leeway.signals.catalogue;

import dev.leeway.signals.contract.ModelName;
import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.event.ModelCall;
import dev.leeway.signals.run.RunSpans;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Whether the models that a run asked for were the ones that answered. */
final class ModelSubstituted implements CategorySignal {
  static final String AS_REQUESTED = "AS_REQUESTED";
  static final String SUBSTITUTED = "SUBSTITUTED";

  private static final Signal SIGNAL =
      Signal.categorical("model.substituted", "Models substituted", Set.of(AS_REQUESTED))
          .means(
              "Whether a model answered that is not of the one that was requested: another family,"
                  + " size or dated snapshot. Absent where requests go by a name of one's own.",
              FailureMode.SILENT_CHANGE)
          .judgedBy(Detection.RATE);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public String categoryOf(RunSpans run) {
    Set<Names> seen = new HashSet<>();
    String answer = "";
    for (AgentEvent span : run.spans()) {
      if (span.kind() == EventKind.LLM && seen.add(Names.of(span.model()))) {
        Optional<Boolean> kept =
            ModelName.keeps(span.model().modelRequested(), span.model().modelServed());
        if (kept.isPresent()) {
          answer = kept.get() && !answer.equals(SUBSTITUTED) ? AS_REQUESTED : SUBSTITUTED;
        }
      }
    }
    return answer;
  }

  /** Most runs have the same two from beginning to end, and taking names apart is dear. */
  private record Names(String requested, String served) {
    static Names of(ModelCall model) {
      return new Names(model.modelRequested(), model.modelServed());
    }
  }
}
