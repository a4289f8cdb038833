package dev.leeway.signals.catalogue;

import java.util.List;
import java.util.Set;

/** The signals that evaluators and users say of runs, when they say it. */
public final class ScoreSignals {
  public static final String SCORE = "eval.score";
  public static final String VERDICT = "eval.verdict";
  public static final String FEEDBACK = "user.feedback";

  private static final Set<String> NOT_BAD = Set.of("GOOD", "OTHER");

  static final List<Signal> ALL =
      List.of(
          Signal.numeric(SCORE, "Evaluators' scores", Unit.RATIO, Signal.Scope.SCORE)
              .judgedBy(Detection.DISTRIBUTION)
              .distributedPerDimension()
              .means(
                  "Number that an evaluator gave a run, in the minute in which it was given. "
                      + "Judged for each evaluator by itself (dimension `evaluator`), since scales "
                      + "differ; which way is worse, its evaluator knows. The agent's own slice "
                      + "mixes them. Absent where nobody evaluates; below zero is `invalid`.",
                  FailureMode.WRONG_ANSWERS),
          Signal.categorical(VERDICT, "Evaluators' verdicts", NOT_BAD)
              .of(Signal.Scope.SCORE)
              .judgedBy(Detection.RATE)
              .means(
                  "Whether an evaluator's label is a word for good, for bad (pass, fail, correct, "
                      + "hallucinated, …), or another. Judged for each evaluator by itself. Absent "
                      + "without a label: a number alone doesn't say where bad begins.",
                  FailureMode.WRONG_ANSWERS),
          Signal.categorical(FEEDBACK, "User feedback", NOT_BAD)
              .of(Signal.Scope.SCORE)
              .judgedBy(Detection.RATE)
              .means(
                  "Whether users are content: by label, else by number (thumbs from -1 to 1, or "
                      + "stars above 1), in the minute in which they said it. Judged is the share "
                      + "of bad ones, not how many there are. Absent where nobody rates.",
                  FailureMode.WRONG_ANSWERS));

  private ScoreSignals() {}

  /** Whether each evaluator's are to be judged by themselves. */
  public static boolean perEvaluator(String signal) {
    return signal.equals(SCORE) || signal.equals(VERDICT);
  }

  /** A score as windows add it up. */
  public static double onGrid(double score) {
    return Unit.RATIO.onGrid(score);
  }
}
