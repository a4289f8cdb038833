package dev.leeway.telemetry.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Brings messages of any shape to OpenTelemetry's: a JSON array of {@code {role, parts}}.
 *
 * <p>Knows OpenTelemetry's own shape, OpenAI's chat and responses, the blocks of Anthropic,
 * Bedrock, Gemini, Genkit and Vercel's SDK, LangChain's serialised messages, and text. What it
 * doesn't know becomes the text of one message, so nothing is lost.
 */
public final class Messages {
  private static final Set<String> LISTS =
      Set.of(
          "messages",
          "input_messages",
          "contents",
          "input",
          "output",
          "choices",
          "prompt",
          "replies");

  /** Names of an object's only message as text. */
  private static final Set<String> TEXTS =
      Set.of("prompt", "input", "output", "outputs", "text", "question", "query");

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

  private Messages() {}

  /** The message of an assistant whose text and tool calls came apart. */
  public static String assistant(String text, String toolCalls) {
    ArrayNode parts = text.isEmpty() ? Json.NODES.arrayNode() : textParts(text);
    Json.container(toolCalls).ifPresent(calls -> calls.forEach(call -> parts.add(toolCall(call))));
    return Json.write(Json.NODES.arrayNode().add(Parts.message("assistant", parts)));
  }

  /** The messages as JSON; {@code role} is who speaks where the text does not say. */
  public static String normalise(String text, String role) {
    if (OtelMessages.isOne(text)) {
      return text;
    }
    return Json.write(tree(text, role));
  }

  /** System instructions as a JSON array of parts. */
  public static String instructions(String text) {
    ArrayNode parts = Json.NODES.arrayNode();
    Optional<JsonNode> node = Json.container(text);
    if (node.isEmpty()) {
      parts.add(Parts.text(text));
    } else {
      addParts(parts, node.get());
    }
    return Json.write(parts);
  }

  /** The reasons that output messages carry themselves, comma separated; empty when none. */
  public static String finishReasons(String normalised) {
    StringBuilder reasons = new StringBuilder();
    if (normalised.contains("\"finish_reason\"")) {
      Json.container(normalised)
          .ifPresent(messages -> {
            for (JsonNode message : messages) {
              String reason = message.path("finish_reason").asText("");
              reasons.append(reasons.isEmpty() || reason.isEmpty() ? "" : ",").append(reason);
            }
          });
    }
    return reasons.toString();
  }

  static ArrayNode tree(String text, String role) {
    ArrayNode messages = Json.NODES.arrayNode();
    Optional<JsonNode> node = Json.container(text);
    if (node.isEmpty()) {
      messages.add(Parts.message(role, textParts(text)));
    } else {
      addMessages(messages, node.get(), role);
    }
    return messages;
  }

  static void addMessages(ArrayNode messages, JsonNode node, String role) {
    if (node.isArray()) {
      addList(messages, node, role);
      return;
    }
    if (isMessage(node)) {
      messages.add(message(node, role));
      return;
    }
    if (node.path("system").isTextual()) {
      messages.add(Parts.message("system", textParts(node.get("system").textValue())));
    }
    for (String list : LISTS) {
      JsonNode inside = node.get(list);
      if (inside != null && inside.isArray() && !inside.isEmpty()) {
        addList(messages, inside, role);
        return;
      }
    }
    for (String text : TEXTS) {
      boolean only = node.size() == (node.has("system") ? 2 : 1);
      if (only && node.path(text).isTextual()) {
        messages.add(Parts.message(role, textParts(node.get(text).textValue())));
        return;
      }
    }
    messages.add(Parts.message(role, Json.NODES.arrayNode().add(Parts.text(Json.write(node)))));
  }

  private static void addList(ArrayNode messages, JsonNode list, String role) {
    ArrayNode loose = Json.NODES.arrayNode();
    for (JsonNode item : list) {
      // LangGraph's state nests the list of messages once more, OpenAI's choices wrap each.
      JsonNode inner = item.has("message") ? withReason(item) : item;
      if (inner.isArray()) {
        addList(messages, inner, role);
      } else if (isMessage(inner)) {
        messages.add(message(inner, role));
      } else {
        addParts(loose, inner);
      }
    }
    if (!loose.isEmpty()) {
      messages.add(Parts.message(role, loose));
    }
  }

  private static JsonNode withReason(JsonNode choice) {
    JsonNode message = choice.get("message");
    if (message instanceof ObjectNode object && choice.has("finish_reason")) {
      return object.deepCopy().set("finish_reason", choice.get("finish_reason"));
    }
    return message;
  }

  private static boolean isMessage(JsonNode node) {
    return node.isObject()
        && (node.has("role")
            || node.has("parts")
            || node.has("tool_calls")
            || (node.has("lc") && node.has("kwargs"))
            || isItem(node));
  }

  /** An item of OpenAI's responses that has a type and no role. */
  private static boolean isItem(JsonNode node) {
    return switch (node.path("type").asText("")) {
      case "function_call", "function_call_output", "message" -> true;
      default -> false;
    };
  }

  private static ObjectNode message(JsonNode node, String role) {
    if (node.has("kwargs") && node.has("lc")) {
      return langChain(node);
    }
    String type = node.path("type").asText("");
    String says = node.path("role").asText(type.equals("function_call") ? "assistant" : role);
    ArrayNode parts = Json.NODES.arrayNode();
    if (type.equals("function_call_output")) {
      says = "tool";
      parts.add(Parts.toolResponse(node.path("call_id").asText(""), node.path("output")));
    } else if (type.equals("function_call")) {
      parts.add(
          Parts.toolCall(
              node.path("call_id").asText(""), node.path("name").asText(""), arguments(node)));
    } else {
      addContent(parts, node, says);
    }
    ObjectNode message = Parts.message(roleOf(says), parts);
    for (String kept : new String[] {"name", "finish_reason"}) {
      if (node.path(kept).isTextual() && !type.equals("function_call")) {
        message.set(kept, node.get(kept));
      }
    }
    return message;
  }

  private static String roleOf(String said) {
    String role = said.toLowerCase(Locale.ROOT);
    return switch (role) {
      // Gemini's and Genkit's word, and LangChain's.
      case "model", "ai" -> "assistant";
      case "human" -> "user";
      default -> role;
    };
  }

  private static void addContent(ArrayNode parts, JsonNode node, String role) {
    String toolCallId = node.path("tool_call_id").asText(node.path("id").asText(""));
    JsonNode content = node.has("parts") ? node.get("parts") : node.path("content");
    if (role.equals("tool") && !node.has("parts") && !holdsBlocks(content)) {
      parts.add(Parts.toolResponse(toolCallId, content));
    } else {
      addParts(parts, content);
    }
    for (JsonNode call : node.path("tool_calls")) {
      parts.add(toolCall(call));
    }
  }

  private static boolean holdsBlocks(JsonNode content) {
    JsonNode first = content.isArray() ? content.path(0) : Json.NODES.missingNode();
    return first.has("type")
        || RESPONSES.stream().anyMatch(response -> first.path(response).isObject());
  }

  private static ObjectNode toolCall(JsonNode call) {
    JsonNode function = call.has("function") ? call.get("function") : call;
    return Parts.toolCall(
        firstText(call, "id", "toolCallId", "toolUseId", "ref"),
        firstText(function, "name", "toolName", "tool_name"),
        arguments(function));
  }

  private static JsonNode arguments(JsonNode call) {
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

  static ArrayNode textParts(String text) {
    return Json.NODES.arrayNode().add(Parts.text(text));
  }

  private static ObjectNode langChain(JsonNode node) {
    JsonNode id = node.path("id");
    String type = id.isArray() && !id.isEmpty() ? id.get(id.size() - 1).asText("") : "";
    String role =
        switch (type) {
          case "HumanMessage", "HumanMessageChunk" -> "user";
          case "AIMessage", "AIMessageChunk" -> "assistant";
          case "SystemMessage" -> "system";
          case "ToolMessage" -> "tool";
          default -> "user";
        };
    ArrayNode parts = Json.NODES.arrayNode();
    addContent(parts, node.get("kwargs"), role);
    return Parts.message(role, parts);
  }

  static void addParts(ArrayNode parts, JsonNode content) {
    if (content.isTextual()) {
      if (!content.textValue().isEmpty()) {
        parts.add(Parts.text(content.textValue()));
      }
    } else if (content.isArray()) {
      content.forEach(block -> addParts(parts, block));
    } else if (content.isObject()) {
      parts.add(block(content));
    } else if (!content.isMissingNode() && !content.isNull()) {
      parts.add(Parts.text(content.asText()));
    }
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
