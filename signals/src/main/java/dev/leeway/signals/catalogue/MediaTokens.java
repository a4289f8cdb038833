package dev.leeway.signals.catalogue;

import dev.leeway.signals.fact.MediaUsage;
import dev.leeway.signals.run.RunSpans;
import java.util.OptionalDouble;

/** How many tokens of images, audio and video a model of the run was given. */
final class MediaTokens implements RunSignal {
  private static final Signal SIGNAL =
      Signal.numeric("complexity.media_tokens", "Media tokens", Unit.TOKENS, Signal.Scope.RUN)
          .worse(Direction.HIGHER_IS_WORSE)
          .judgedBy(Detection.DISTRIBUTION)
          .means(
              "The greatest number of image, audio and video tokens in the input of a model call, "
                  + "where usage is told by modality. Absent where it is not.",
              FailureMode.HARDER_INPUTS);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public OptionalDouble valueOf(RunSpans run) {
    return CallFactsOfRun.greatest(run, MediaUsage.INPUT_TOKENS);
  }
}
