package dev.leeway.signals.catalogue;

import java.util.List;
import java.util.Set;

/** The signals that a run's answer says beside the agent's earlier ones. */
public final class AnswerSignals {
  public static final String SELF_CONSISTENCY = "answer.self_consistency";
  public static final String DIVERSITY = "answer.diversity";

  /** What {@link #SELF_CONSISTENCY} counts. */
  public static final String SAME = "SAME";

  public static final String DIFFERENT = "DIFFERENT";

  /** What {@link #DIVERSITY} counts. */
  public static final String DISTINCT = "DISTINCT";

  public static final String REPEATED = "REPEATED";

  static final List<Signal> ALL =
      List.of(
          Signal.categorical(SELF_CONSISTENCY, "Same prompt, same answer", Set.of(SAME))
              .judgedBy(Detection.RATE, Detection.PEER)
              .keptPerCohort()
              .means(
                  "Whether a prompt that the agent was given before, character by character, got"
                      + " the words that it got last: at least half of them. Remembered are a day's"
                      + " last prompts, some hundreds. Absent of any other prompt, so also where"
                      + " prompts hold a time, an id or the talk before them.",
                  FailureMode.SILENT_CHANGE,
                  FailureMode.WRONG_ANSWERS,
                  FailureMode.CORRUPTED_REPLICA),
          Signal.categorical(DIVERSITY, "Distinct answers", Set.of(DISTINCT))
              .judgedBy(Detection.RATE)
              .means(
                  "Whether another prompt had got the same words: the share of distinct answers"
                      + " falls when answers collapse into a few. Remembered are a day's last"
                      + " answers, some hundreds. What is meant to be said again, as refusals and"
                      + " labels are, counts as repeated. Absent where input or answer was not"
                      + " captured.",
                  FailureMode.SILENT_CHANGE,
                  FailureMode.WRONG_ANSWERS));

  private AnswerSignals() {}
}
