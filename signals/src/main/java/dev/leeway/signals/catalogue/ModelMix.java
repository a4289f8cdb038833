package dev.leeway.signals.catalogue;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.event.ModelCall;
import dev.leeway.signals.run.RunSpans;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which models answered in a run, as they were served. */
final class ModelMix implements CategorySignal {
  private static final int MODELS_MAX = 3;

  private static final Signal SIGNAL =
      Signal.categorical("model.mix", "Models served", Set.of())
          .means(
              "Provider and model that answered, as the response names them; several of one run"
                  + " side by side. A rule tells a new one that comes without a new version of the"
                  + " agent. Absent where responses name no model.",
              FailureMode.SILENT_CHANGE)
          .worse(Direction.EITHER_WAY)
          .judgedBy(Detection.RULE);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public String categoryOf(RunSpans run) {
    TreeSet<String> served = new TreeSet<>();
    for (AgentEvent span : run.spans()) {
      if (span.kind() == EventKind.LLM && !span.model().modelServed().isEmpty()) {
        served.add(nameOf(span.model()));
      }
    }
    return served.size() <= MODELS_MAX
        ? String.join(" + ", served)
        : served.stream().limit(MODELS_MAX).collect(Collectors.joining(" + ")) + " + others";
  }

  private static String nameOf(ModelCall model) {
    return model.provider().isEmpty()
        ? model.modelServed()
        : model.provider() + "/" + model.modelServed();
  }
}
