package dev.leeway.signals.catalogue;

import dev.leeway.signals.contract.ModelName;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.run.RunSpans;
import java.util.List;
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
    List<Boolean> kept =
        run.spans().stream()
            .filter(span -> span.kind() == EventKind.LLM)
            .map(span -> ModelName.keeps(span.model().modelRequested(), span.model().modelServed()))
            .flatMap(Optional::stream)
            .toList();
    return kept.isEmpty() ? "" : kept.contains(false) ? SUBSTITUTED : AS_REQUESTED;
  }
}
