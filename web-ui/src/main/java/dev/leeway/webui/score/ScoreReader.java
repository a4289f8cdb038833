package dev.leeway.webui.score;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * Reads scores as JSON: one, or a list of them. What is not as it must be is an
 * IllegalArgumentException that says where, what was expected and what came; then none is taken.
 */
public final class ScoreReader {
  public static final int SCORES_MAX = 1_000;

  private static final int ID_LENGTH_MAX = 200;
  private static final int NAME_LENGTH_MAX = 100;
  private static final int COMMENT_LENGTH_MAX = 1_024;
  private static final int SHOWN_MAX = 80;

  private static final List<String> MEMBERS =
      List.of(
          "id",
          "trace_id",
          "run_id",
          "response_id",
          "conversation_id",
          "agent",
          "environment",
          "name",
          "value",
          "label",
          "comment",
          "rater",
          "at");

  private final Instant now;
  private final Supplier<String> ids;

  /**
   * A reader.
   *
   * @param now when scores count that say no time
   */
  public ScoreReader(Instant now) {
    this(now, () -> UUID.randomUUID().toString());
  }

  ScoreReader(Instant now, Supplier<String> ids) {
    this.now = now;
    this.ids = ids;
  }

  public List<Score> read(JsonNode body) {
    if (!body.isArray()) {
      return List.of(score("score", body));
    }
    if (body.size() > SCORES_MAX) {
      throw new IllegalArgumentException(
          "expected at most %d scores in a request, came %d".formatted(SCORES_MAX, body.size()));
    }
    List<Score> scores = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (JsonNode one : body) {
      String where = "score " + scores.size();
      Score score = score(where, one);
      if (!known.add(score.id())) {
        throw new IllegalArgumentException(
            where + ": expected an id of its own, came '" + score.id() + "' again");
      }
      scores.add(score);
    }
    return scores;
  }

  private Score score(String where, JsonNode score) {
    if (!score.isObject()) {
      throw expected(where, "a score as JSON object", score);
    }
    for (String member : score.propertyNames()) {
      if (!MEMBERS.contains(member)) {
        throw new IllegalArgumentException(
            "%s: expected some of %s, came '%s'"
                .formatted(where, String.join(", ", MEMBERS), member));
      }
    }
    String name = text(where, score, "name", NAME_LENGTH_MAX);
    if (name.isEmpty()) {
      throw expected(where, "text as name: what was judged", score.path("name"));
    }
    String value = value(where, score.path("value"));
    String label = text(where, score, "label", NAME_LENGTH_MAX);
    if (value.isEmpty() && label.isEmpty()) {
      throw new IllegalArgumentException(where + ": expected a value or a label, came neither");
    }
    String traceId = hex(where, score, "trace_id", 32);
    String runId = hex(where, score, "run_id", 16);
    String response = text(where, score, "response_id", ID_LENGTH_MAX);
    String conversation = text(where, score, "conversation_id", ID_LENGTH_MAX);
    String agent = text(where, score, "agent", ID_LENGTH_MAX);
    requireSubject(where, traceId, runId, response + conversation + agent);
    String id = text(where, score, "id", ID_LENGTH_MAX);
    Score.Builder told =
        new Score.Builder()
            .with("gen_ai.evaluation.name", name)
            .with("gen_ai.evaluation.score.value", value)
            .with("gen_ai.evaluation.score.label", label)
            .with(
                "gen_ai.evaluation.explanation", text(where, score, "comment", COMMENT_LENGTH_MAX))
            .with("gen_ai.response.id", response)
            .with("gen_ai.conversation.id", conversation)
            .with("gen_ai.agent.name", agent)
            .with("deployment.environment.name", text(where, score, "environment", ID_LENGTH_MAX))
            .with("leeway.evaluation.rater", rater(where, score));
    String known = id.isEmpty() ? ids.get() : id;
    told.with("leeway.evaluation.id", known);
    return new Score(known, at(where, score), traceId, runId, told.attributes());
  }

  private static void requireSubject(String where, String traceId, String runId, String others) {
    if (traceId.isEmpty() && others.isEmpty()) {
      throw new IllegalArgumentException(
          where
              + ": expected trace_id, response_id, conversation_id or agent, to know what it is"
              + " about, came none of them");
    }
    if (traceId.isEmpty() && !runId.isEmpty()) {
      throw new IllegalArgumentException(
          where + ": expected trace_id beside run_id, came run_id alone");
    }
  }

  private static String rater(String where, JsonNode score) {
    String rater = text(where, score, "rater", NAME_LENGTH_MAX).toLowerCase(Locale.ROOT);
    if (!rater.isEmpty() && !rater.equals("user") && !rater.equals("evaluator")) {
      throw expected(where, "'user' or 'evaluator' as rater", score.path("rater"));
    }
    return rater;
  }

  private Instant at(String where, JsonNode score) {
    String at = text(where, score, "at", NAME_LENGTH_MAX);
    if (at.isEmpty()) {
      return now;
    }
    Instant instant;
    try {
      instant = Instant.parse(at);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "%s: expected an instant such as 2026-03-01T14:20:00Z as at, came '%s'"
              .formatted(where, at),
          e);
    }
    // A score from further ahead would count when it came, which is not what its sender meant.
    if (instant.isAfter(now.plusSeconds(300))
        || instant.isBefore(now.minusSeconds(400 * 86_400L))) {
      throw new IllegalArgumentException(
          "%s: expected a time of the last 400 days as at, came %s".formatted(where, at));
    }
    return instant;
  }

  /** A number as text; true and false are 1 and 0. */
  private static String value(String where, JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    if (value.isBoolean()) {
      return value.booleanValue() ? "1" : "0";
    }
    if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
      throw expected(where, "a finite number, true or false as value", value);
    }
    return Double.toString(value.doubleValue());
  }

  private static String hex(String where, JsonNode score, String name, int digits) {
    String text = text(where, score, name, ID_LENGTH_MAX).toLowerCase(Locale.ROOT);
    if (!text.isEmpty() && (!text.matches("[0-9a-f]{" + digits + "}") || text.matches("0+"))) {
      throw expected(
          where, digits + " hexadecimal digits, not all zero, as " + name, score.path(name));
    }
    return text;
  }

  /** Empty where it is absent. */
  private static String text(String where, JsonNode score, String name, int lengthMax) {
    JsonNode value = score.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    if (!value.isString()) {
      throw expected(where, "text as " + name, value);
    }
    String text = value.stringValue().strip();
    if (text.length() > lengthMax) {
      throw new IllegalArgumentException(
          "%s: expected at most %d characters as %s, came %d"
              .formatted(where, lengthMax, name, text.length()));
    }
    return text;
  }

  private static IllegalArgumentException expected(String where, String what, JsonNode came) {
    String shown = came.isMissingNode() ? "nothing" : came.toString();
    String cut = shown.length() <= SHOWN_MAX ? shown : shown.substring(0, SHOWN_MAX) + "…";
    return new IllegalArgumentException("%s: expected %s, came %s".formatted(where, what, cut));
  }
}
