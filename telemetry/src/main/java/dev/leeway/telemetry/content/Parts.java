package dev.leeway.telemetry.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Builds the parts of messages as OpenTelemetry's schema has them. */
final class Parts {
  private static final int INLINE_DATA_MAX = 256;

  private Parts() {}

  static ObjectNode text(String content) {
    return Json.NODES.objectNode().put("type", "text").put("content", content);
  }

  static ObjectNode toolCall(String id, String name, JsonNode arguments) {
    ObjectNode part = Json.NODES.objectNode().put("type", "tool_call");
    if (!id.isEmpty()) {
      part.put("id", id);
    }
    part.put("name", name);
    part.set("arguments", arguments.isTextual() ? Json.valueOf(arguments.textValue()) : arguments);
    return part;
  }

  static ObjectNode toolResponse(String id, JsonNode response) {
    ObjectNode part = Json.NODES.objectNode().put("type", "tool_call_response");
    if (!id.isEmpty()) {
      part.put("id", id);
    }
    part.set("response", response.isTextual() ? Json.valueOf(response.textValue()) : response);
    return part;
  }

  /** An image or file by its address; data inside the address is left out, it is no text. */
  static ObjectNode uri(String modality, String uri) {
    boolean inline = uri.startsWith("data:") && uri.length() > INLINE_DATA_MAX;
    return Json.NODES
        .objectNode()
        .put("type", "uri")
        .put("modality", modality)
        .put("uri", inline ? uri.substring(0, Math.max(5, uri.indexOf(',') + 1)) + "…" : uri);
  }

  static ObjectNode message(String role, ArrayNode parts) {
    ObjectNode message = Json.NODES.objectNode().put("role", role);
    message.set("parts", parts);
    return message;
  }
}
