package dev.leeway.telemetry.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Brings messages of any shape to OpenTelemetry's: a JSON array of {@code {role, parts}}.
 *
 * <p>Knows OpenTelemetry's own shape, OpenAI's chat and responses, the blocks of Anthropic,
 * Bedrock, Gemini, Genkit and Vercel's SDK, LangChain's serialised messages, and text. What it
 * doesn't know becomes the text of one message, so nothing is lost.
 */
public final class Messages {
  /** Names of an object's messages, the likeliest first. */
  private static final List<String> LISTS =
      List.of(
          "messages",
          "input_messages",
          "contents",
          "prompt",
          "input",
          "choices",
          "replies",
          "output");

  /** Names of an object's only message as text. */
  private static final List<String> TEXTS =
      List.of("prompt", "input", "output", "outputs", "text", "question", "query");

  private Messages() {}

  /** The message of an assistant whose text and tool calls came apart. */
  public static String assistant(String text, String toolCalls) {
    ArrayNode parts = text.isEmpty() ? Json.NODES.arrayNode() : Blocks.text(text);
    Json.container(toolCalls)
        .ifPresent(calls -> calls.forEach(call -> parts.add(Blocks.toolCall(call))));
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
      Blocks.addTo(parts, node.get());
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
      messages.add(Parts.message(role, Blocks.text(text)));
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
      messages.add(Parts.message("system", Blocks.text(node.get("system").textValue())));
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
        messages.add(Parts.message(role, Blocks.text(node.get(text).textValue())));
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
        Blocks.addTo(loose, inner);
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
              node.path("call_id").asText(""),
              node.path("name").asText(""),
              Blocks.arguments(node)));
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
    if (role.equals("tool") && !node.has("parts") && !Blocks.areIn(content)) {
      parts.add(Parts.toolResponse(toolCallId, content));
    } else {
      Blocks.addTo(parts, content);
    }
    for (JsonNode call : node.path("tool_calls")) {
      parts.add(Blocks.toolCall(call));
    }
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
}
