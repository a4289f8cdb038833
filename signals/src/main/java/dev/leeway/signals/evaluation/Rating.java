package dev.leeway.signals.evaluation;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether an evaluation finds a run good. A label says so by its word. A number says so only where
 * a user gave it: which way an evaluator's scale runs, and where it turns bad, only that evaluator
 * knows.
 */
public enum Rating {
  GOOD,
  BAD,
  /** There is a label of another word, or a user's number between good and bad. */
  OTHER,
  /** Nothing but a number of an evaluator. */
  UNSAID;

  private static final double STARS_GOOD_MIN = 4;
  private static final double STARS_BAD_MAX = 2;
  private static final double SHARE_MIDDLE = 0.5;

  private static final Set<String> GOOD_WORDS =
      Set.of(
          "pass",
          "passed",
          "good",
          "yes",
          "true",
          "correct",
          "positive",
          "like",
          "liked",
          "up",
          "thumbs_up",
          "accepted",
          "saved",
          "helpful",
          "relevant",
          "grounded",
          "factual",
          "faithful",
          "safe",
          "satisfied");

  private static final Set<String> BAD_WORDS =
      Set.of(
          "fail",
          "failed",
          "bad",
          "no",
          "false",
          "incorrect",
          "wrong",
          "negative",
          "dislike",
          "disliked",
          "down",
          "thumbs_down",
          "rejected",
          "unhelpful",
          "not_helpful",
          "irrelevant",
          "not_relevant",
          "ungrounded",
          "hallucinated",
          "hallucination",
          "unfaithful",
          "toxic",
          "unsafe",
          "unsatisfied",
          "dissatisfied");

  /**
   * What label and number say.
   *
   * @param label empty where there is none
   * @param value null where there is none; of a user from -1 to 1, or stars of which 4 and more are
   *     good and 2 and less bad. 1 is a thumb up, and no single star.
   */
  public static Rating of(Rater rater, String label, @Nullable Double value) {
    if (!label.isBlank()) {
      String word = label.strip().toLowerCase(Locale.ROOT).replaceAll("[ -]+", "_");
      return GOOD_WORDS.contains(word) ? GOOD : BAD_WORDS.contains(word) ? BAD : OTHER;
    }
    if (value == null || rater == Rater.EVALUATOR) {
      return UNSAID;
    }
    return value > 1 ? ofStars(value) : ofShare(value);
  }

  private static Rating ofStars(double stars) {
    if (stars >= STARS_GOOD_MIN) {
      return GOOD;
    }
    return stars <= STARS_BAD_MAX ? BAD : OTHER;
  }

  private static Rating ofShare(double share) {
    if (share > SHARE_MIDDLE) {
      return GOOD;
    }
    return share < SHARE_MIDDLE ? BAD : OTHER;
  }
}
