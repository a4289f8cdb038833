package dev.leeway.signals.fact;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.Content;
import dev.leeway.signals.event.FactSink;
import dev.leeway.signals.json.JsonCursor;
import dev.leeway.signals.json.MessageWalk;
import java.util.List;
import java.util.Set;

/**
 * Values that no healthy program writes: {@value #COUNT} is how many attributes of the span, and
 * numbers in JSON that a tool or model gave out, be it an answer, its fenced block or the arguments
 * of a call, are NaN or infinite. Bit flips and bad weights show in them first.
 */
public final class InvalidValues implements FactReader {
  /** Number of such values; absent where there is none. */
  public static final String COUNT = "values.invalid";

  private static final Set<String> WORDS =
      Set.of("NaN", "Infinity", "-Infinity", "+Infinity", "inf", "-inf", "nan");

  private static final String FENCE = "```";

  @Override
  public void read(AgentEvent span, List<Content> contents, FactSink out) {
    int invalid = 0;
    for (String value : span.attributes().values()) {
      invalid += value.length() <= 9 && WORDS.contains(value) ? 1 : 0;
    }
    for (Content content : contents) {
      if (speaksOfAny(content.text())) {
        invalid += invalidIn(content);
      }
    }
    if (invalid > 0) {
      out.number(COUNT, invalid);
    }
  }

  /** Nearly all contents end here. */
  private static boolean speaksOfAny(String text) {
    return text.contains("NaN") || text.contains("Infinity");
  }

  private static int invalidIn(Content content) {
    return switch (content.ref().role()) {
      case TOOL_RESULT -> invalidIn(content.text());
      case OUTPUT_MESSAGES -> {
        Said said = new Said();
        MessageWalk.walk(content.text(), said);
        yield said.invalid;
      }
      default -> 0;
    };
  }

  /** Only of JSON, and only outside of its strings: prose may speak of infinity. */
  private static int invalidIn(String text) {
    if (text.isEmpty() || "{[".indexOf(text.charAt(0)) < 0) {
      return 0;
    }
    int invalid = 0;
    boolean inString = false;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (inString) {
        if (c == '\\') {
          at++;
        } else if (c == '"') {
          inString = false;
        }
      } else if (c == '"') {
        inString = true;
      } else if (c == 'N' || c == 'I') {
        invalid += text.startsWith("NaN", at) || text.startsWith("Infinity", at) ? 1 : 0;
      }
    }
    return invalid;
  }

  /** What a model said and which calls it asked for. Not thread-safe. */
  private static final class Said implements MessageWalk.Parts {
    private int invalid;

    @Override
    public void text(String role, String text) {
      String said = withoutFence(text.strip());
      if (isOneJsonValue(said)) {
        invalid += invalidIn(said);
      }
    }

    /** Prose may begin and end with a bracket, as with citations. */
    private static boolean isOneJsonValue(String text) {
      JsonCursor cursor = new JsonCursor(text.toCharArray(), 0, text.length());
      cursor.skip();
      return cursor.position() == text.length();
    }

    private static String withoutFence(String text) {
      int first = text.indexOf('\n');
      int last = text.lastIndexOf(FENCE);
      return text.startsWith(FENCE) && first > 0 && first < last
          ? text.substring(first, last).strip()
          : text;
    }

    @Override
    public void toolCall(String name, String arguments) {
      invalid += invalidIn(arguments);
    }

    @Override
    public void toolResponse(String response) {
      invalid += invalidIn(response);
    }

    @Override
    public void messageEnds() {}
  }
}
