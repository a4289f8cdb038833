package dev.leeway.telemetry.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Brings the blocks that a message's content is made of, whoever's they are, to parts. */
final class Blocks {
  /** Names of a block's only field: Gemini's in two spellings, Bedrock's, Genkit's, Haystack's. */
  private static final List<String> CALLS =
      List.of("functionCall", "function_call", "toolUse", "toolRequest", "tool_call");

  private static final List<String> RESPONSES =
      List.of(
          "functionResponse",
          "function_response",
          "toolResult",
          "toolResponse",
          "tool_call_result");

  private Blocks() {}

  /** Adds text, a block, or blocks as parts; nothing where there is nothing. */
  static void addTo(ArrayNode parts, JsonNode content) {
    if (content.isTextual()) {
      if (!content.textValue().isEmpty()) {
        parts.add(Parts.text(content.textValue()));
      }
    } else if (content.isArray()) {
      content.forEach(block -> addTo(parts, block));
    } else if (content.isObject()) {
      parts.add(block(content));
    } else if (!content.isMissingNode() && !content.isNull()) {
      parts.add(Parts.text(content.asText()));
    }
  }

  /** Text as the only part. */
  static ArrayNode text(String text) {
    return Json.NODES.arrayNode().add(Parts.text(text));
  }

  /** Whether a tool's content is blocks, and not just a list that it answered with. */
  static boolean areIn(JsonNode content) {
    JsonNode first = content.isArray() ? content.path(0) : Json.NODES.missingNode();
    return first.has("type")
        || RESPONSES.stream().anyMatch(response -> first.path(response).isObject());
  }

  /** A call in any spelling of its id, name and arguments. */
  static ObjectNode toolCall(JsonNode call) {
    JsonNode function = call.has("function") ? call.get("function") : call;
    return Parts.toolCall(
        firstText(call, "id", "toolCallId", "toolUseId", "ref"),
        firstText(function, "name", "toolName", "tool_name"),
        arguments(function));
  }

  /** What a call is made with; missing where it does not say. */
  static JsonNode arguments(JsonNode call) {
    for (String name : new String[] {"arguments", "args", "input"}) {
      if (call.has(name)) {
        return call.get(name);
      }
    }
    return Json.NODES.missingNode();
  }

  private static ObjectNode toolResponse(JsonNode response) {
    JsonNode said =
        response.has("output")
            ? response.get("output")
            : response.path(response.has("response") ? "response" : "content");
    return Parts.toolResponse(firstText(response, "id", "toolUseId", "ref"), unwrapped(said));
  }

  /** What Bedrock's blocks hold, when it is one thing. */
  static JsonNode unwrapped(JsonNode content) {
    if (content.isArray() && content.size() == 1 && content.get(0).isObject()) {
      JsonNode only = content.get(0);
      if (only.size() == 1 && (only.has("json") || only.has("text"))) {
        return only.elements().next();
      }
    }
    return content;
  }

  private static String firstText(JsonNode node, String... names) {
    for (String name : names) {
      if (node.path(name).isTextual()) {
        return node.get(name).textValue();
      }
    }
    return "";
  }

  private static JsonNode block(JsonNode block) {
    return switch (block.path("type").asText("")) {
      case "text", "input_text", "output_text" ->
          Parts.text(block.path(block.has("content") ? "content" : "text").asText(""));
      case "tool_use", "toolUse", "tool-call" -> toolCall(block);
      case "tool_result" ->
          Parts.toolResponse(block.path("tool_use_id").asText(""), block.path("content"));
      case "tool-result" ->
          Parts.toolResponse(
              block.path("toolCallId").asText(""),
              block.path(block.has("output") ? "output" : "result"));
      case "tool_call_response" -> response(block);
      case "image_url" -> Parts.uri("image", url(block.path("image_url")));
      case "input_image" -> Parts.uri("image", url(block.path("image_url")));
      case "" -> untyped(block);
      default -> block;
    };
  }

  /** A block that is named by its only field: Gemini's, Bedrock's and Genkit's. */
  private static JsonNode untyped(JsonNode block) {
    for (String call : CALLS) {
      if (block.path(call).isObject()) {
        return toolCall(block.get(call));
      }
    }
    for (String response : RESPONSES) {
      if (block.path(response).isObject()) {
        return toolResponse(block.get(response));
      }
    }
    return block.path("text").isTextual()
        ? Parts.text(block.get("text").textValue())
        : Parts.text(Json.write(block));
  }

  /** OpenTelemetry's examples up to mid-2026 called the response {@code result}. */
  private static JsonNode response(JsonNode block) {
    if (block.has("response") || !block.has("result")) {
      return block;
    }
    return Parts.toolResponse(block.path("id").asText(""), block.get("result"));
  }

  private static String url(JsonNode node) {
    return node.isTextual() ? node.textValue() : node.path("url").asText("");
  }
}
