package dev.leeway.simulator.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A conversation that grows, as the messages JSON of OpenTelemetry's GenAI conventions: roles with
 * text, tool-call and tool-response parts.
 */
final class ChatMessages {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ArrayNode messages = JsonNodeFactory.instance.arrayNode();

  void add(JsonNode message) {
    messages.add(converted(message));
  }

  String json() {
    return messages.toString();
  }

  static String jsonOf(JsonNode message) {
    return JsonNodeFactory.instance.arrayNode().add(converted(message)).toString();
  }

  private static ObjectNode converted(JsonNode message) {
    String role = message.path("role").asText();
    ObjectNode converted = JsonNodeFactory.instance.objectNode();
    converted.put("role", openTelemetryRole(role));
    ArrayNode parts = converted.putArray("parts");
    String text = message.path("content").asText("");
    if (role.equals("tool")) {
      parts
          .addObject()
          .put("type", "tool_call_response")
          .put("id", message.path("tool_call_id").asText())
          .put("response", text);
      return converted;
    }
    if (!text.isEmpty() && !message.path("content").isNull()) {
      parts.addObject().put("type", "text").put("content", text);
    }
    for (JsonNode call : message.path("tool_calls")) {
      JsonNode function = call.path("function");
      ObjectNode part =
          parts
              .addObject()
              .put("type", "tool_call")
              .put("id", call.path("id").asText())
              .put("name", function.path("name").asText());
      part.set("arguments", argumentsOf(function.path("arguments")));
    }
    return converted;
  }

  private static String openTelemetryRole(String role) {
    return switch (role) {
      case "human" -> "user";
      case "system", "user", "tool", "assistant" -> role;
      default -> "assistant";
    };
  }

  /** Arguments come as JSON inside a text; what isn't JSON stays text. */
  private static JsonNode argumentsOf(JsonNode arguments) {
    try {
      return arguments.isTextual() ? JSON.readTree(arguments.asText()) : arguments;
    } catch (JsonProcessingException e) {
      return arguments;
    }
  }
}
