package dev.leeway.telemetry.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Optional;

/** Brings what emitters say about tools to plain JSON. */
public final class ToolJson {
  private static final JsonNode NOTHING = Json.NODES.missingNode();

  /** The first key of a serialised object of LangChain's, which an object may wrap. */
  private static final String LANGCHAIN = "\"lc\"";

  private static final int LANGCHAIN_AT_MAX = 16;

  private ToolJson() {}

  /** A tool's result: where it came as one of LangChain's messages, what the message holds. */
  public static String result(String text) {
    int mark = text.indexOf(LANGCHAIN);
    if (mark < 0 || mark > LANGCHAIN_AT_MAX) {
      return text;
    }
    JsonNode node = Json.container(text).orElse(NOTHING);
    JsonNode message = node.has("output") ? node.get("output") : node;
    JsonNode content = message.path("kwargs").path("content");
    if (content.isTextual()) {
      return content.textValue();
    }
    return content.isContainerNode() ? Json.write(content) : text;
  }

  /** Definitions as a JSON array of objects; some emitters send an array of JSON texts. */
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
