package dev.leeway.signals.fact;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.Content;
import dev.leeway.signals.event.ContentRole;
import dev.leeway.signals.event.FactSink;
import java.util.List;
import java.util.Set;

/**
 * Values that no healthy program writes: {@value #COUNT} is how many attributes of the span, and
 * numbers outside of strings in what a tool or model gave out, are NaN or infinite. Bit flips and
 * bad weights show in them first.
 */
public final class InvalidValues implements FactReader {
  /** Number of such values; absent where there is none. */
  public static final String COUNT = "values.invalid";

  private static final Set<String> WORDS =
      Set.of("NaN", "Infinity", "-Infinity", "+Infinity", "inf", "-inf", "nan");

  private static final Set<ContentRole> GIVEN_OUT =
      Set.of(ContentRole.OUTPUT_MESSAGES, ContentRole.TOOL_RESULT);

  @Override
  public void read(AgentEvent span, List<Content> contents, FactSink out) {
    int invalid = 0;
    for (String value : span.attributes().values()) {
      invalid += value.length() <= 9 && WORDS.contains(value) ? 1 : 0;
    }
    for (Content content : contents) {
      if (GIVEN_OUT.contains(content.ref().role())) {
        invalid += invalidIn(content.text());
      }
    }
    if (invalid > 0) {
      out.number(COUNT, invalid);
    }
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
}
