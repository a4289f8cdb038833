package dev.leeway.simulator.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import dev.leeway.simulator.otlp.Attributes;
import dev.leeway.simulator.otlp.StableIds;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns one trajectory into one run: an agent span, a model span per assistant message with the
 * conversation so far as its input, and a tool span per tool call with its arguments and result.
 *
 * <p>Times are invented (a second a step) and marked {@code leeway.synthetic}; token counts are not
 * in the source and stay absent.
 */
final class ChatTrajectory {
  private static final long STEP_NANOS = 1_000_000_000L;
  private static final Set<String> NOT_THE_MODEL = Set.of("system", "user", "tool", "human");

  private final String agent;
  private final Resource resource;

  ChatTrajectory(String agent) {
    this.agent = agent;
    this.resource = ReplayResource.of(agent);
  }

  static JsonNode messagesOf(JsonNode trajectory) {
    return trajectory.has("traj") ? trajectory.get("traj") : trajectory.path("data");
  }

  /** When the run ends: a step per message of the model and per tool call, and one to finish. */
  static long endNanos(JsonNode trajectory, long startNanos) {
    long steps = 1;
    for (JsonNode message : messagesOf(trajectory)) {
      if (!NOT_THE_MODEL.contains(message.path("role").asText())) {
        steps += 1 + message.path("tool_calls").size();
      }
    }
    return startNanos + steps * STEP_NANOS;
  }

  RecordedTrace trace(JsonNode trajectory, String identity, long startNanos) {
    JsonNode messages = messagesOf(trajectory);
    ByteString traceId = StableIds.traceId(identity);
    ByteString rootId = StableIds.spanId(identity, 0);
    Map<String, JsonNode> resultByCallId = toolResults(messages);
    ChatMessages history = new ChatMessages();
    List<Span> spans = new ArrayList<>();
    long at = startNanos;
    for (JsonNode message : messages) {
      String role = message.path("role").asText();
      if (!NOT_THE_MODEL.contains(role)) {
        at += STEP_NANOS;
        spans.add(
            span(identity, spans.size() + 1, traceId, rootId, "chat", at)
                .setKind(Span.SpanKind.SPAN_KIND_CLIENT)
                .addAttributes(Attributes.of("gen_ai.operation.name", "chat"))
                .addAttributes(Attributes.of("gen_ai.input.messages", history.json()))
                .addAttributes(
                    Attributes.of("gen_ai.output.messages", ChatMessages.jsonOf(message)))
                .addAttributes(
                    Attributes.of(
                        "gen_ai.response.finish_reasons",
                        List.of(message.path("tool_calls").isEmpty() ? "stop" : "tool_call")))
                .build());
        for (JsonNode call : message.path("tool_calls")) {
          at += STEP_NANOS;
          spans.add(
              toolSpan(identity, spans.size() + 1, traceId, rootId, at, call, resultByCallId));
        }
      }
      history.add(message);
    }
    spans.addFirst(
        root(identity, traceId, rootId, startNanos, endNanos(trajectory, startNanos), trajectory));
    return new RecordedTrace(startNanos, identity, resource, spans);
  }

  private static Map<String, JsonNode> toolResults(JsonNode messages) {
    Map<String, JsonNode> results = new HashMap<>();
    for (JsonNode message : messages) {
      if (message.path("role").asText().equals("tool")) {
        results.put(message.path("tool_call_id").asText(), message);
      }
    }
    return results;
  }

  private static Span toolSpan(
      String identity,
      int ordinal,
      ByteString traceId,
      ByteString rootId,
      long at,
      JsonNode call,
      Map<String, JsonNode> resultByCallId) {
    JsonNode function = call.path("function");
    String tool = function.path("name").asText("unknown");
    String callId = call.path("id").asText();
    Span.Builder span =
        span(identity, ordinal, traceId, rootId, "execute_tool " + tool, at)
            .setKind(Span.SpanKind.SPAN_KIND_INTERNAL)
            .addAttributes(Attributes.of("gen_ai.operation.name", "execute_tool"))
            .addAttributes(Attributes.of("gen_ai.tool.name", tool))
            .addAttributes(Attributes.of("gen_ai.tool.call.id", callId))
            .addAttributes(
                Attributes.of("gen_ai.tool.call.arguments", function.path("arguments").asText()));
    JsonNode result = resultByCallId.get(callId);
    if (result != null) {
      String text = result.path("content").asText();
      span.addAttributes(Attributes.of("gen_ai.tool.call.result", text));
      if (text.startsWith("Error")) {
        span.addAttributes(Attributes.of("error.type", "tool_error"))
            .setStatus(
                io.opentelemetry.proto.trace.v1.Status.newBuilder()
                    .setCode(io.opentelemetry.proto.trace.v1.Status.StatusCode.STATUS_CODE_ERROR)
                    .setMessage(text.substring(0, Math.min(200, text.length()))));
      }
    }
    return span.build();
  }

  private Span root(
      String identity,
      ByteString traceId,
      ByteString rootId,
      long startNanos,
      long endNanos,
      JsonNode trajectory) {
    List<KeyValue> attributes = new ArrayList<>();
    attributes.add(Attributes.of("gen_ai.operation.name", "invoke_agent"));
    attributes.add(Attributes.of("gen_ai.agent.name", agent));
    attributes.add(Attributes.of("gen_ai.conversation.id", conversationOf(trajectory, identity)));
    attributes.add(Attributes.of("leeway.synthetic", true));
    if (trajectory.has("reward")) {
      attributes.add(Attributes.of("replay.reward", trajectory.get("reward").asDouble()));
    }
    return Span.newBuilder()
        .setTraceId(traceId)
        .setSpanId(rootId)
        .setName("invoke_agent " + agent)
        .setKind(Span.SpanKind.SPAN_KIND_INTERNAL)
        .setStartTimeUnixNano(startNanos)
        .setEndTimeUnixNano(endNanos)
        .addAllAttributes(attributes)
        .build();
  }

  private static String conversationOf(JsonNode trajectory, String identity) {
    String task = trajectory.path("task_id").asText();
    if (task.isEmpty()) {
      return identity.substring(identity.lastIndexOf('\0') + 1);
    }
    return "task-" + task + "-trial-" + trajectory.path("trial").asText("0");
  }

  private static Span.Builder span(
      String identity,
      int ordinal,
      ByteString traceId,
      ByteString parentId,
      String name,
      long startNanos) {
    return Span.newBuilder()
        .setTraceId(traceId)
        .setSpanId(StableIds.spanId(identity, ordinal))
        .setParentSpanId(parentId)
        .setName(name)
        .setStartTimeUnixNano(startNanos)
        .setEndTimeUnixNano(startNanos + STEP_NANOS)
        .addAttributes(Attributes.of("leeway.synthetic", true));
  }
}
