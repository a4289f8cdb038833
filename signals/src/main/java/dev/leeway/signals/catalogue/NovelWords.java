package dev.leeway.signals.catalogue;

import dev.leeway.signals.run.RunSpans;
import java.util.OptionalDouble;

/**
 * Distinct content words of the answers, stemmed, that the run's evidence doesn't have (drift.md
 * S12). Grows with the answer's length, so compare like with like.
 */
final class NovelWords implements RunSignal {
  private static final Signal SIGNAL =
      Signal.numeric(
              "grounding.novel_words", "Words not in the evidence", Unit.WORDS, Signal.Scope.RUN)
          .worse(Direction.HIGHER_IS_WORSE)
          .judgedBy(Detection.DISTRIBUTION)
          .means(
              "Distinct content words of the answers that the run's evidence doesn't have. Absent"
                  + " without evidence. Grows with the length of answers and with paraphrase.",
              FailureMode.WRONG_ANSWERS);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public OptionalDouble valueOf(RunSpans run) {
    Double words = run.grounding().get(SIGNAL.name());
    return words == null ? OptionalDouble.empty() : OptionalDouble.of(words);
  }
}
