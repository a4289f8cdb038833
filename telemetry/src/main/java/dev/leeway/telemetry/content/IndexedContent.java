package dev.leeway.telemetry.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts a list that was flattened into indexed keys together again.
 *
 * <p>Holds what was added and nothing for the indexes between, so an index costs nothing. Not
 * thread-safe.
 */
public final class IndexedContent {
  /** The names of one item, and per group and sub-index of its lists. */
  private static final class Item {
    final Map<String, String> values = new TreeMap<>();
    final TreeMap<Integer, Map<String, String>> contents = new TreeMap<>();
    final TreeMap<Integer, Map<String, String>> toolCalls = new TreeMap<>();
  }

  private static final String MESSAGE = "message.";
  private static final String TOOL_CALLS = "tool_calls.";

  private final TreeMap<Integer, Item> items = new TreeMap<>();

  /** Adds one key's value: {@code message.role} of item 3, or of its sub-item. */
  public void add(int index, String name, int subIndex, String value) {
    Item item = items.computeIfAbsent(index, at -> new Item());
    // OpenInference says what the items are, OpenLLMetry does not.
    String plain = name.startsWith(MESSAGE) ? name.substring(MESSAGE.length()) : name;
    if (subIndex < 0) {
      item.values.put(plain, value);
    } else if (plain.startsWith(TOOL_CALLS)) {
      String last = plain.substring(plain.lastIndexOf('.') + 1);
      item.toolCalls.computeIfAbsent(subIndex, at -> new TreeMap<>()).put(last, value);
    } else {
      item.contents.computeIfAbsent(subIndex, at -> new TreeMap<>()).put(plain, value);
    }
  }

  public boolean isEmpty() {
    return items.isEmpty();
  }

  /** The list as messages in {@code parts} shape. */
  public String messages(String role) {
    ArrayNode messages = Json.NODES.arrayNode();
    items.values().forEach(item -> messages.add(message(item, role)));
    return Json.write(messages);
  }

  /** The list as a JSON array of what each item holds: tools or documents. */
  public String objects() {
    ArrayNode array = Json.NODES.arrayNode();
    for (Item item : items.values()) {
      String schema = item.values.get("tool.json_schema");
      array.add(schema == null ? object(item) : Json.valueOf(schema));
    }
    return Json.write(array);
  }

  private static ObjectNode message(Item item, String role) {
    ArrayNode parts = Json.NODES.arrayNode();
    String says = item.values.getOrDefault("role", role);
    String content = contentOf(item);
    String toolCallId = item.values.getOrDefault("tool_call_id", "");
    if (says.equals("tool") && !(content.isEmpty() && !item.contents.isEmpty())) {
      parts.add(Parts.toolResponse(toolCallId, Json.NODES.textNode(content)));
    } else {
      addContent(parts, content);
      item.contents.values().forEach(block -> parts.add(block(block, says, toolCallId)));
    }
    item.toolCalls.values().forEach(call -> parts.add(toolCall(call)));
    addFunctionCall(parts, item, "function_call_name", "function_call_arguments_json");
    addFunctionCall(parts, item, "function_call.name", "function_call.arguments");
    ObjectNode message = Parts.message(says, parts);
    for (String kept : new String[] {"name", "finish_reason"}) {
      String value = item.values.get(kept);
      if (value != null) {
        message.put(kept, value);
      }
    }
    return message;
  }

  /** The one call of a message, as OpenAI had it before tools. */
  private static void addFunctionCall(
      ArrayNode parts, Item item, String nameKey, String argumentsKey) {
    String function = item.values.get(nameKey);
    if (function != null) {
      String arguments = item.values.getOrDefault(argumentsKey, "");
      parts.add(Parts.toolCall("", function, Json.NODES.textNode(arguments)));
    }
  }

  /** Text, or the JSON of a list of blocks. */
  private static void addContent(ArrayNode parts, String content) {
    if (content.startsWith("[{")) {
      Blocks.addTo(parts, Json.valueOf(content));
    } else if (!content.isEmpty()) {
      parts.add(Parts.text(content));
    }
  }

  private static String contentOf(Item item) {
    for (String name :
        new String[] {
          "content", "prompt.text", "completion.text", "embedding.text", "document.content"
        }) {
      String content = item.values.get(name);
      if (content != null) {
        return content;
      }
    }
    return "";
  }

  private static JsonNode block(Map<String, String> block, String role, String toolCallId) {
    for (Map.Entry<String, String> entry : block.entrySet()) {
      if (entry.getKey().endsWith("image.url") || entry.getKey().endsWith("audio.url")) {
        String modality = entry.getKey().endsWith("image.url") ? "image" : "audio";
        return Parts.uri(modality, entry.getValue());
      }
    }
    String text = block.getOrDefault("contents.message_content.text", "");
    return role.equals("tool")
        ? Parts.toolResponse(toolCallId, Json.NODES.textNode(text))
        : Parts.text(text);
  }

  private static ObjectNode toolCall(Map<String, String> call) {
    return Parts.toolCall(
        call.getOrDefault("id", ""),
        call.getOrDefault("name", ""),
        Json.NODES.textNode(call.getOrDefault("arguments", "")));
  }

  private static ObjectNode object(Item item) {
    ObjectNode object = Json.NODES.objectNode();
    item.values.forEach((name, value) -> {
      String last = name.substring(name.lastIndexOf('.') + 1);
      JsonNode parsed = Json.valueOf(value);
      if (last.equals("score") && isNumber(value)) {
        object.put(last, Double.parseDouble(value));
      } else {
        object.set(last, parsed);
      }
    });
    return object;
  }

  private static boolean isNumber(String text) {
    return text.matches("[-+]?\\d{1,15}(\\.\\d{1,20})?([eE][-+]?\\d{1,3})?");
  }
}
