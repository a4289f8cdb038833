package dev.leeway.signals.catalogue;

import dev.leeway.signals.fact.AnswerFacts;
import dev.leeway.signals.run.FinalAnswer;
import dev.leeway.signals.run.RunSpans;
import java.util.Set;

/** Which language a run's answer was in. */
final class AnswerLanguage implements CategorySignal {
  private static final Signal SIGNAL =
      Signal.categorical("contract.language", "Answer language", Set.of())
          .means(
              "Language or script of the answer by its commonest words. Absent for JSON and for too little text.",
              FailureMode.SILENT_CHANGE)
          .worse(Direction.EITHER_WAY)
          .judgedBy(Detection.RULE);

  @Override
  public Signal signal() {
    return SIGNAL;
  }

  @Override
  public String categoryOf(RunSpans run) {
    return FinalAnswer.of(run).map(facts -> facts.text(AnswerFacts.LANGUAGE)).orElse("");
  }
}
