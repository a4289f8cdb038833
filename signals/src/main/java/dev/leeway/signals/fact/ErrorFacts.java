package dev.leeway.signals.fact;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.Content;
import dev.leeway.signals.event.ContentRole;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.event.FactSink;
import java.util.List;

/**
 * What went wrong by the text of it: of a span that failed its status description or exception
 * message, of a tool that did not a result that is an error all the same.
 */
public final class ErrorFacts implements FactReader {
  /** Hash of the error's text without its numbers: equal where the same error comes again. */
  public static final String SAME = "error.same";

  /** An {@link ErrorKind} by name. */
  public static final String KIND = "error.kind";

  /** 1 where a tool's result is an error and its span doesn't say so. */
  public static final String IN_RESULT = "error.in_result";

  private static final List<String> MESSAGES =
      List.of("exception.message", "otel.status_description", "error.message");

  @Override
  public void read(AgentEvent span, List<Content> contents, FactSink out) {
    String text = span.failed() ? messageOf(span) : "";
    if (text.isEmpty() && span.kind() == EventKind.TOOL) {
      text = errorResult(span, contents);
      if (!text.isEmpty() && !span.failed()) {
        out.number(IN_RESULT, 1);
      }
    }
    if (text.isEmpty()) {
      return;
    }
    out.number(SAME, Mix.exact(Mix.of(ErrorText.normalised(text))));
    out.text(KIND, ErrorKind.of(text).name());
  }

  private static String messageOf(AgentEvent span) {
    for (String key : MESSAGES) {
      String message = span.attributes().getOrDefault(key, "");
      if (!message.isEmpty()) {
        return message;
      }
    }
    return "";
  }

  private static String errorResult(AgentEvent span, List<Content> contents) {
    for (Content content : contents) {
      boolean result = content.ref().role() == ContentRole.TOOL_RESULT;
      if (result && (span.failed() || ErrorText.isError(content.text()))) {
        return content.text();
      }
    }
    return "";
  }
}
