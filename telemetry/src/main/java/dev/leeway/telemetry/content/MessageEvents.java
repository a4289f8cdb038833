package dev.leeway.telemetry.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects the messages of a span that has one event per message (OpenTelemetry up to 1.36, Azure,
 * Semantic Kernel). Not thread-safe.
 */
public final class MessageEvents {
  /** A conversation with more messages in one span is cut. */
  private static final int MESSAGES_MAX = 1_024;

  private final ArrayNode input = Json.NODES.arrayNode();
  private final ArrayNode output = Json.NODES.arrayNode();
  private final List<String> finishReasons = new ArrayList<>();

  /** Whether an event of that name carries a message. */
  public static boolean isOne(String eventName) {
    return switch (eventName) {
      case "gen_ai.system.message",
          "gen_ai.user.message",
          "gen_ai.assistant.message",
          "gen_ai.tool.message",
          "gen_ai.choice",
          "gen_ai.content.prompt",
          "gen_ai.content.completion" ->
          true;
      default -> false;
    };
  }

  public void add(String eventName, Map<String, String> attributes) {
    if (input.size() + output.size() >= MESSAGES_MAX) {
      return;
    }
    switch (eventName) {
      case "gen_ai.system.message" -> addTo(input, attributes, "system");
      case "gen_ai.user.message" -> addTo(input, attributes, "user");
      case "gen_ai.assistant.message" -> addTo(input, attributes, "assistant");
      case "gen_ai.tool.message" -> addTo(input, attributes, "tool");
      case "gen_ai.content.prompt" -> addText(input, attributes.get("gen_ai.prompt"), "user");
      case "gen_ai.content.completion" ->
          addText(output, attributes.get("gen_ai.completion"), "assistant");
      default -> addTo(output, attributes, "assistant");
    }
  }

  public boolean hasInput() {
    return !input.isEmpty();
  }

  public boolean hasOutput() {
    return !output.isEmpty();
  }

  public String input() {
    return Json.write(input);
  }

  public String output() {
    return Json.write(output);
  }

  /** As the choices said them, one each. */
  public List<String> finishReasons() {
    return List.copyOf(finishReasons);
  }

  private void addTo(ArrayNode messages, Map<String, String> attributes, String role) {
    String reason = attributes.getOrDefault("finish_reason", "");
    if (!reason.isEmpty()) {
      finishReasons.add(reason);
    }
    String whole = attributes.get("gen_ai.event.content");
    JsonNode body = whole == null ? body(attributes) : bodyOf(whole);
    JsonNode message = body.has("message") ? body.get("message") : body;
    if (message.isTextual()) {
      addText(messages, message.textValue(), role);
      return;
    }
    if (message instanceof ObjectNode object) {
      ObjectNode spoken = object.deepCopy();
      if (!spoken.has("role")) {
        spoken.put("role", role);
      }
      Messages.addMessages(messages, spoken, role);
    }
  }

  private static JsonNode bodyOf(String text) {
    JsonNode body = Json.valueOf(text);
    return body.isObject() ? body : Json.NODES.objectNode().set("content", body);
  }

  private static JsonNode body(Map<String, String> attributes) {
    ObjectNode body = Json.NODES.objectNode();
    attributes.forEach((name, value) -> {
      switch (name) {
        case "content", "role", "id", "name" -> body.put(name, value);
        case "message", "tool_calls" -> body.set(name, Json.valueOf(value));
        default -> {}
      }
    });
    return body;
  }

  private static void addText(ArrayNode messages, @Nullable String text, String role) {
    if (text != null) {
      messages.addAll(Messages.tree(text, role));
    }
  }
}
