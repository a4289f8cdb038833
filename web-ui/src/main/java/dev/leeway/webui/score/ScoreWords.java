package dev.leeway.webui.score;

import dev.leeway.webui.words.Numbers;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How scores are said on pages. */
public final class ScoreWords {
  private ScoreWords() {}

  public static String rater(String rater) {
    return rater.equals("USER") ? "user" : "evaluator";
  }

  /** A score on a scale that nobody told us: as it came, to four digits. */
  public static String number(@Nullable Double value) {
    if (value == null) {
      return Numbers.NONE;
    }
    String text = String.format(Locale.ROOT, "%.4f", value);
    return text.replaceAll("\\.?0+$", "");
  }

  /** The label that was given, else what the number says; a dash where that is nothing. */
  public static String verdict(String rating, String label) {
    if (!label.isEmpty()) {
      return label;
    }
    return switch (rating) {
      case "GOOD" -> "good";
      case "BAD" -> "bad";
      case "OTHER" -> "neither";
      default -> Numbers.NONE;
    };
  }
}
