package dev.leeway.webui.run;

import dev.leeway.signals.grounding.GroundingLimits;
import dev.leeway.signals.grounding.GroundingResult;
import dev.leeway.signals.grounding.TextJudge;
import java.util.Optional;

/**
 * How the answers of one span are checked: against a run's texts, or not at all, for a reason. Not
 * thread-safe.
 *
 * @param why there is nothing to check with; empty where there is
 * @param sources how many texts were looked through
 * @param opinion what a model thinks of the answers besides, in words; empty where none is asked
 */
record AnswerCheck(Optional<TextJudge> judge, String why, int sources, String opinion) {

  static AnswerCheck by(TextJudge judge, int sources) {
    return new AnswerCheck(Optional.of(judge), "", sources, "");
  }

  static AnswerCheck not(String why) {
    return new AnswerCheck(Optional.empty(), why, 0, "");
  }

  AnswerCheck withOpinion(String words) {
    return new AnswerCheck(judge, why, sources, words);
  }

  /** Of a text that is no answer. */
  static AnswerCheck none() {
    return not("");
  }

  /** What is said of a text; empty where nothing can be. */
  Optional<GroundingResult> of(String text) {
    boolean readable = text.length() <= GroundingLimits.defaults().textChars();
    return readable ? judge.map(by -> by.judge(text)) : Optional.empty();
  }
}
