package dev.leeway.signals.evaluation;

import java.util.Locale;
import java.util.Set;

/** Who says something of a run. */
public enum Rater {
  /** A program, a model or an expert with a scale of its own. */
  EVALUATOR,
  /** The person whom the agent answered. */
  USER;

  private static final Set<String> NAMES_OF_USERS =
      Set.of(
          "user_feedback",
          "user.feedback",
          "user-feedback",
          "user feedback",
          "feedback",
          "thumbs",
          "user_rating",
          "user-rating",
          "user rating");

  /** By the name of an evaluation, where nobody says whose it is. */
  public static Rater of(String evaluationName) {
    return NAMES_OF_USERS.contains(evaluationName.strip().toLowerCase(Locale.ROOT))
        ? USER
        : EVALUATOR;
  }
}
