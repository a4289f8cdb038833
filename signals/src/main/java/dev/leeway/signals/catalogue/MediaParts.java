package dev.leeway.signals.catalogue;

import dev.leeway.signals.fact.MessageFacts;
import dev.leeway.signals.run.RunSpans;
import java.util.OptionalDouble;

/** How many images, audio and files a model of the run was given. */
final class MediaParts implements RunSignal {
  private static final Signal SIGNAL =
      Signal.numeric("complexity.media", "Media parts", Unit.PARTS, Signal.Scope.RUN)
          .worse(Direction.HIGHER_IS_WORSE)
          .judgedBy(Detection.DISTRIBUTION)
          .means(
              "The greatest number of parts that are no text in the input of a model "
                  + "call. Absent where there was none.",
              FailureMode.HARDER_INPUTS);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public OptionalDouble valueOf(RunSpans run) {
    return CallFactsOfRun.greatest(run, MessageFacts.MEDIA);
  }
}
