package dev.leeway.signals.json;

/**
 * Walks messages in OpenTelemetry's shape, a JSON array of {@code {role, parts}}, and hands on each
 * part as what it is. Parts and roles of other shapes are passed over.
 */
public final class MessageWalk {
  private MessageWalk() {}

  /** Takes the parts, message by message. */
  public interface Parts {
    void text(String role, String text);

    /** What a tool answered, as JSON or text. */
    void toolResponse(String response);

    void toolCall(String name, String arguments);

    /** A part of another type, such as an image or the model's reasoning. */
    default void other(String type) {}

    /** The message with these parts is over. */
    void messageEnds();
  }

  public static void walk(String json, Parts to) {
    char[] text = json.toCharArray();
    JsonCursor cursor = new JsonCursor(text, 0, text.length);
    if (!cursor.enter('[')) {
      return;
    }
    while (cursor.more()) {
      int from = cursor.position();
      cursor.skip();
      message(text, from, cursor.position(), to);
    }
  }

  /** System instructions: a JSON array of parts. */
  public static void walkParts(String json, Parts to) {
    char[] text = json.toCharArray();
    parts(text, 0, text.length, "system", to);
  }

  private static void message(char[] text, int from, int end, Parts to) {
    Range role = member(text, from, end, "role");
    Range parts = member(text, from, end, "parts");
    parts(text, parts.from, parts.to, JsonCursor.string(text, role.from, role.to), to);
    to.messageEnds();
  }

  private static void parts(char[] text, int from, int end, String role, Parts to) {
    JsonCursor cursor = new JsonCursor(text, from, end);
    if (!cursor.enter('[')) {
      return;
    }
    while (cursor.more()) {
      int start = cursor.position();
      cursor.skip();
      part(text, start, cursor.position(), role, to);
    }
  }

  private static void part(char[] text, int from, int end, String role, Parts to) {
    String type = value(text, member(text, from, end, "type"));
    switch (type) {
      case "text" -> to.text(role, value(text, member(text, from, end, "content")));
      case "tool_call_response" -> {
        Range response = member(text, from, end, "response");
        // The older name of the field.
        Range either = response.isEmpty() ? member(text, from, end, "result") : response;
        to.toolResponse(value(text, either));
      }
      case "tool_call" ->
          to.toolCall(
              value(text, member(text, from, end, "name")),
              value(text, member(text, from, end, "arguments")));
      default -> to.other(type);
    }
  }

  private static Range member(char[] text, int from, int end, String wanted) {
    JsonCursor cursor = new JsonCursor(text, from, end);
    if (cursor.enter('{')) {
      while (cursor.more()) {
        String name = cursor.name();
        int start = cursor.position();
        cursor.skip();
        if (name.equals(wanted)) {
          return new Range(start, cursor.position());
        }
      }
    }
    return new Range(from, from);
  }

  /** A string's text, or any other value as JSON. */
  private static String value(char[] text, Range range) {
    if (range.isEmpty()) {
      return "";
    }
    return text[range.from] == '"'
        ? JsonCursor.string(text, range.from, range.to)
        : new String(text, range.from, range.to - range.from);
  }

  private record Range(int from, int to) {
    boolean isEmpty() {
      return from >= to;
    }
  }
}
