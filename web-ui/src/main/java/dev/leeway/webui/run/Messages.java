package dev.leeway.webui.run;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Payload text for people: messages with their roles, tool calls with their arguments, anything
 * else as it is. All of it is set as text; nothing that a model wrote becomes markup.
 */
final class Messages extends Div {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** More of one text is not sent to the browser; the rest is said to be missing. */
  private static final int SHOWN_MAX = 20_000;

  private static final int MESSAGES_MAX = 100;

  private final AnswerCheck check;

  /** Text of which nothing is claimed. */
  Messages(String text) {
    this(text, AnswerCheck.none());
  }

  /**
   * Text whose assistant speaks to the user.
   *
   * @param check marks what it claims
   */
  Messages(String text, AnswerCheck check) {
    this.check = check;
    addClassName("lw-messages");
    JsonNode json = parse(text);
    if (json.isArray() && !json.isEmpty() && json.get(0).has("role")) {
      int from = Math.max(0, json.size() - MESSAGES_MAX);
      if (from > 0) {
        add(new Span("The first %d of %d messages are left out.".formatted(from, json.size())));
      }
      for (int i = from; i < json.size(); i++) {
        add(message(json.get(i)));
      }
    } else {
      add(pre(json.isMissingNode() || json.isString() ? plain(text, json) : pretty(json)));
    }
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JacksonException e) {
      return JSON.missingNode();
    }
  }

  private static String plain(String text, JsonNode json) {
    return json.isString() ? json.stringValue() : text;
  }

  private Div message(JsonNode json) {
    String role = json.path("role").asString("?");
    Span name = new Span(role);
    name.addClassName("lw-role");
    Div message = new Div(name);
    message.addClassName("lw-message");
    message.getElement().setAttribute("data-role", role);
    for (JsonNode part : parts(json)) {
      message.add(role.equals("assistant") ? answer(part) : part(part));
    }
    return message;
  }

  /** What the assistant says, with its claims marked; anything else that it does as it is. */
  private Div answer(JsonNode part) {
    JsonNode content = part.has("content") ? part.get("content") : part.path("text");
    if (!part.path("type").asString("").equals("text") || !content.isString()) {
      return part(part);
    }
    String text = content.stringValue();
    return check
        .of(text)
        .map(result ->
            new Div(
                ClaimMarks.text(text, SHOWN_MAX, result, check.sources()),
                ClaimMarks.legend(result)))
        .orElseGet(() -> part(part));
  }

  private static List<JsonNode> parts(JsonNode message) {
    JsonNode parts = message.has("parts") ? message.get("parts") : message.path("content");
    List<JsonNode> list = new ArrayList<>();
    if (parts.isArray()) {
      parts.forEach(list::add);
    } else if (!parts.isMissingNode()) {
      list.add(parts);
    }
    return list;
  }

  private static Div part(JsonNode part) {
    if (part.isString()) {
      return new Div(pre(part.stringValue()));
    }
    return switch (part.path("type").asString("")) {
      case "text" ->
          new Div(pre(text(part.has("content") ? part.get("content") : part.path("text"))));
      case "tool_call" ->
          titled("calls " + part.path("name").asString("a tool"), part.path("arguments"));
      case "tool_call_response" ->
          titled("tool answers", part.has("response") ? part.get("response") : part.path("result"));
      case "reasoning" -> titled("reasons", part.path("content"));
      default -> new Div(pre(pretty(part)));
    };
  }

  private static Div titled(String title, JsonNode content) {
    Span name = new Span(title);
    name.addClassName("lw-part");
    return new Div(name, pre(text(content)));
  }

  private static String text(JsonNode node) {
    if (!node.isString()) {
      return node.isMissingNode() ? "" : pretty(node);
    }
    // Arguments often are JSON inside of a string.
    String inner = node.stringValue();
    JsonNode parsed =
        inner.startsWith("{") || inner.startsWith("[") ? parse(inner) : JSON.missingNode();
    return parsed.isMissingNode() ? inner : pretty(parsed);
  }

  private static String pretty(JsonNode node) {
    return JSON.writeValueAsString(node);
  }

  private static Pre pre(String text) {
    int left = text.length() - SHOWN_MAX;
    return new Pre(
        left > 0
            ? text.substring(0, SHOWN_MAX) + "\n… and %,d characters more".formatted(left)
            : text);
  }
}
