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
  private String toolArguments = "";
  private String toolResult = "";

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

  /** Adds an event that has its message in attributes. */
  public void add(String eventName, Map<String, String> attributes) {
    if (isFull()) {
      return;
    }
    switch (eventName) {
      case "gen_ai.content.prompt" -> addText(input, attributes.get("gen_ai.prompt"), "user");
      case "gen_ai.content.completion" ->
          addText(output, attributes.get("gen_ai.completion"), "assistant");
      default -> {
        String whole = attributes.get("gen_ai.event.content");
        addBody(eventName, whole == null ? body(attributes) : bodyOf(whole));
      }
    }
  }

  /** Adds an event that has its message in a body of its own. */
  public void add(String eventName, String body) {
    if (!isFull()) {
      addBody(eventName, bodyOf(body));
    }
  }

  /** Adds the events of a JSON array, each an object with its name among the rest of its body. */
  public void addAll(String json) {
    Json.container(json)
        .ifPresent(events -> {
          for (JsonNode event : events) {
            String name = event.path("event.name").asText("");
            if (isOne(name) && !isFull()) {
              addBody(name, event);
            }
          }
        });
  }

  /** Adds only why a choice ended. */
  public void finish(String reason) {
    finishReasons.add(reason);
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

  /** What a tool was called with, where the span is the tool's; empty when nothing. */
  public String toolArguments() {
    return toolArguments;
  }

  /** What a tool answered, where the span is the tool's; empty when nothing. */
  public String toolResult() {
    return toolResult;
  }

  private boolean isFull() {
    return input.size() + output.size() >= MESSAGES_MAX;
  }

  private void addBody(String eventName, JsonNode body) {
    switch (eventName) {
      case "gen_ai.tool.message" -> toolArguments = textOf(body.path("content"));
      case "gen_ai.choice" -> toolResult = textOf(Blocks.unwrapped(body.path("message")));
      default -> {}
    }
    switch (eventName) {
      case "gen_ai.system.message" -> addTo(input, body, "system");
      case "gen_ai.user.message" -> addTo(input, body, "user");
      case "gen_ai.assistant.message" -> addTo(input, body, "assistant");
      case "gen_ai.tool.message" -> addTo(input, body, "tool");
      default -> addTo(output, body, "assistant");
    }
  }

  private void addTo(ArrayNode messages, JsonNode body, String role) {
    String reason = body.path("finish_reason").asText("");
    if (!reason.isEmpty()) {
      finishReasons.add(reason);
    }
    JsonNode message = body.has("message") ? body.get("message") : body;
    if (message.isTextual()) {
      addText(messages, message.textValue(), role);
      return;
    }
    if (message.isArray()) {
      ArrayNode parts = Json.NODES.arrayNode();
      Blocks.addTo(parts, message);
      messages.add(Parts.message(role, parts));
    } else if (message instanceof ObjectNode object) {
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
        case "role", "id", "name", "finish_reason" -> body.put(name, value);
        case "content" ->
            body.set(name, value.startsWith("[{") ? Json.valueOf(value) : textNode(value));
        case "message", "tool_calls" -> body.set(name, Json.valueOf(value));
        default -> {}
      }
    });
    return body;
  }

  private static JsonNode textNode(String text) {
    return Json.NODES.textNode(text);
  }

  private static String textOf(JsonNode node) {
    return node.isContainerNode() ? Json.write(node) : node.asText("");
  }

  private static void addText(ArrayNode messages, @Nullable String text, String role) {
    if (text != null) {
      messages.addAll(Messages.tree(text, role));
    }
  }
}
