package dev.leeway.signals.evaluation;

import dev.leeway.signals.event.AgentSource;
import dev.leeway.signals.event.Hashes;
import dev.leeway.signals.event.TraceId;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What an evaluator, or a user, said of a run: a statement, and no call that took its time.
 *
 * <p>Text is never null; empty means absent.
 *
 * @param evaluationId 32 hexadecimal digits by which a resend is known
 * @param source who told of it
 * @param namesAgent whether the source is the agent itself, and not somebody who judges agents
 * @param about the run that it is about, as far as it says
 * @param name of what was judged, such as {@code faithfulness}; never empty
 * @param value a finite number on the evaluator's own scale; null where there is none
 * @param comment why, in words
 * @param givenMillis the minute in which it counts
 * @param appendMillis the broker's append time of the record that carried it
 */
public record Evaluation(
    String evaluationId,
    AgentSource source,
    boolean namesAgent,
    About about,
    Rater rater,
    String name,
    @Nullable Double value,
    String label,
    String comment,
    long givenMillis,
    long appendMillis) {
  public static final int NAME_LENGTH_MAX = 100;
  public static final int LABEL_LENGTH_MAX = 100;
  public static final int COMMENT_LENGTH_MAX = 1_024;

  private static final int ID_BYTES = 16;

  public Evaluation {
    if (!evaluationId.matches("[0-9a-f]{32}")) {
      throw new IllegalArgumentException(
          "evaluation id must be 32 hexadecimal digits: " + evaluationId);
    }
    if (name.isBlank()) {
      throw new IllegalArgumentException("an evaluation must have a name");
    }
    if (value != null && !Double.isFinite(value)) {
      throw new IllegalArgumentException("value must be finite: " + value);
    }
    name = cut(name.strip(), NAME_LENGTH_MAX);
    label = cut(label.strip(), LABEL_LENGTH_MAX);
    comment = cut(comment.strip(), COMMENT_LENGTH_MAX);
  }

  /**
   * Which run is meant. Each part may be absent: the trace wins over the response, the response
   * over the conversation.
   *
   * @param spanId zero where none is named
   */
  public record About(
      @Nullable TraceId traceId, long spanId, String responseId, String conversationId) {
    public static final About NOTHING = new About(null, 0, "", "");

    /** Whether a run can be looked for. */
    public boolean isSomething() {
      return traceId != null || !responseId.isEmpty() || !conversationId.isEmpty();
    }
  }

  public String tenantId() {
    return source.tenantId();
  }

  public Rating rating() {
    return Rating.of(rater, label, value);
  }

  /** Whether it says anything beyond its name. */
  public boolean saysSomething() {
    return value != null || !label.isEmpty();
  }

  /** The id of what these parts name together. */
  public static String idOf(String... parts) {
    return HexFormat.of()
        .formatHex(Arrays.copyOf(Hashes.sha256(String.join("\0", parts)), ID_BYTES));
  }

  private static String cut(String text, int lengthMax) {
    if (text.length() <= lengthMax) {
      return text;
    }
    boolean pair = Character.isHighSurrogate(text.charAt(lengthMax - 1));
    return text.substring(0, lengthMax - (pair ? 1 : 0));
  }
}
