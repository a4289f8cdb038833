package dev.leeway.simulator.fleet;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;

/** A conversation as GenAI messages JSON: every call sends what went before. */
final class Messages {
  private record Message(String role, String type, String text, String tool, String callId) {}

  private final List<Message> history = new ArrayList<>();

  void user(String text) {
    history.add(new Message("user", "text", text, "", ""));
  }

  void assistant(String text) {
    history.add(new Message("assistant", "text", text, "", ""));
  }

  void toolCall(String tool, String callId, String arguments) {
    history.add(new Message("assistant", "tool_call", arguments, tool, callId));
  }

  void toolResult(String callId, String result) {
    history.add(new Message("tool", "tool_call_response", result, "", callId));
  }

  String json() {
    return jsonOf(history);
  }

  String lastAsJson() {
    return jsonOf(history.subList(history.size() - 1, history.size()));
  }

  static String systemInstructions(String text) {
    ArrayNode parts = JsonNodeFactory.instance.arrayNode();
    parts.addObject().put("type", "text").put("content", text);
    return parts.toString();
  }

  private static String jsonOf(List<Message> messages) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (Message message : messages) {
      var part =
          array
              .addObject()
              .put("role", message.role)
              .putArray("parts")
              .addObject()
              .put("type", message.type);
      switch (message.type) {
        case "tool_call" ->
            part.put("id", message.callId).put("name", message.tool).put("arguments", message.text);
        case "tool_call_response" -> part.put("id", message.callId).put("response", message.text);
        default -> part.put("content", message.text);
      }
    }
    return array.toString();
  }
}
