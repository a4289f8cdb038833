package dev.leeway.telemetry.evaluation;

import dev.leeway.signals.evaluation.Rater;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The attributes of one evaluation, by whatever name a convention has for them. */
final class EvaluationKeys {
  static final String RESULT = "gen_ai.evaluation.result";
  static final String OTEL = "gen_ai.evaluation.";

  /** Ours, where OpenTelemetry has no word. */
  private static final String OWN = "leeway.evaluation.";

  private static final String COPILOT = "copilot_chat.";

  private EvaluationKeys() {}

  /** OpenTelemetry's {@code gen_ai.evaluation.result}; null where it has no name. */
  static @Nullable Said otel(Map<String, String> attributes) {
    return said(
        attributes.getOrDefault(OTEL + "name", ""),
        attributes.getOrDefault(OTEL + "score.value", ""),
        attributes.getOrDefault(OTEL + "score.label", ""),
        attributes.getOrDefault(OTEL + "explanation", ""),
        attributes);
  }

  /**
   * Copilot's records of what became of an edit that it had proposed.
   *
   * @param event the record's name
   */
  static @Nullable Said copilot(String event, Map<String, String> attributes) {
    if (!event.startsWith(COPILOT)) {
      return null;
    }
    String outcome = attributes.getOrDefault("outcome", "");
    String accepted = attributes.getOrDefault("accepted", "");
    String label =
        !outcome.isEmpty() || accepted.isEmpty()
            ? outcome
            : accepted.equals("true") ? "accepted" : "rejected";
    Said said = said(event, "", label, "", attributes);
    return said == null ? null : said.by(Rater.USER);
  }

  /** The id that the sender gave it; empty where it gave none. */
  static String id(Map<String, String> attributes) {
    return attributes.getOrDefault(OWN + "id", "").strip();
  }

  /** Null where it has no name, or says nothing beyond it. */
  static @Nullable Said said(
      String name, String value, String label, String comment, Map<String, String> attributes) {
    Double number = number(value);
    if (name.isBlank() || (number == null && label.isBlank())) {
      return null;
    }
    String rater = attributes.getOrDefault(OWN + "rater", "").toUpperCase(Locale.ROOT);
    Rater by =
        rater.equals(Rater.USER.name())
            ? Rater.USER
            : rater.equals(Rater.EVALUATOR.name()) ? Rater.EVALUATOR : Rater.of(name);
    return new Said(name, number, label, comment, by);
  }

  /** NaN and infinities are no scores. */
  private static @Nullable Double number(String text) {
    if (text.isBlank()) {
      return null;
    }
    try {
      double number = Double.parseDouble(text.strip());
      return Double.isFinite(number) ? number : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** What an evaluation says, wherever it came from. */
  record Said(String name, @Nullable Double value, String label, String comment, Rater rater) {
    Said by(Rater other) {
      return new Said(name, value, label, comment, other);
    }
  }
}
