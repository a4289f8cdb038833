package dev.leeway.telemetry.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Optional;

/**
 * Brings tool definitions to a JSON array of objects; some emitters send an array of JSON texts.
 */
public final class ToolJson {
  private ToolJson() {}

  public static String definitions(String text) {
    Optional<JsonNode> node = Json.container(text);
    if (node.isEmpty() || !node.get().isArray()) {
      return text;
    }
    ArrayNode tools = Json.NODES.arrayNode();
    boolean changed = false;
    for (JsonNode tool : node.get()) {
      boolean textual = tool.isTextual();
      changed |= textual;
      tools.add(textual ? Json.valueOf(tool.textValue()) : tool);
    }
    return changed ? Json.write(tools) : text;
  }
}
