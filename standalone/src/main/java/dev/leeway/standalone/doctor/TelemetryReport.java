package dev.leeway.standalone.doctor;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leeway.storage.lookup.SenderProfile;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What was found, for people and for programs.
 *
 * @param deadLetters what was set aside since then, by reason
 */
record TelemetryReport(
    Instant since, List<SenderProfile> senders, UnmappedKeys keys, Map<String, Long> deadLetters) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int FAMILIES_SHOWN = 20;

  /** Whether somebody should change something. */
  boolean advises() {
    return !deadLetters.isEmpty() || senders.stream().anyMatch(s -> !Advice.of(s).isEmpty());
  }

  String text() {
    StringBuilder text = new StringBuilder();
    if (senders.isEmpty()) {
      text.append(
          "no span has come since %s: point OTEL_EXPORTER_OTLP_ENDPOINT here (./leeway status)%n"
              .formatted(since));
    }
    senders.forEach(sender -> sender(sender, text));
    if (!keys.families().isEmpty()) {
      text.append(
          "keys that no mapper knows, since the start (kept as attributes; a new version may have"
              + " renamed something):%n".formatted());
      keys.families().entrySet().stream()
          .limit(FAMILIES_SHOWN)
          .forEach(
              entry -> text.append("  %,10d  %s%n".formatted(entry.getValue(), entry.getKey())));
      if (keys.families().size() > FAMILIES_SHOWN) {
        text.append(
            "  and %d families more (--json lists all)%n"
                .formatted(keys.families().size() - FAMILIES_SHOWN));
      }
    }
    text.append(
        "spans whose convention was guessed, since the start: %,d%n"
            .formatted(keys.lowConfidence()));
    deadLetters.forEach(
        (reason, count) -> text.append("set aside as %s: %,d%n".formatted(reason, count)));
    if (!deadLetters.isEmpty()) {
      text.append("  → after a fix: ./leeway replay --dead-letters%n".formatted());
    }
    return text.toString().stripTrailing();
  }

  private static void sender(SenderProfile sender, StringBuilder text) {
    SenderProfile.LlmCalls llm = sender.llm();
    text.append(
        "%s / %s (%s)%s%n"
            .formatted(
                orAbsent(sender.serviceName()),
                orAbsent(sender.agentName()),
                sender.convention(),
                sender.tenantId().equals("default") ? "" : " of tenant " + sender.tenantId()));
    text.append(
        "  %,d spans in %,d traces, %,d errors; %s%n"
            .formatted(sender.spans(), sender.traces(), sender.errors(), kinds(sender)));
    if (llm.calls() > 0) {
      text.append(
          ("  model calls %,d: usage %s, model %s, first token %s, content %s;"
                  + " conversation id in %s of traces%n")
              .formatted(
                  llm.calls(),
                  percent(llm.usage(), llm.calls()),
                  percent(llm.model(), llm.calls()),
                  percent(llm.ttft(), llm.calls()),
                  percent(llm.content(), llm.calls()),
                  percent(sender.conversations(), sender.traces())));
    }
    Advice.of(sender).forEach(advice -> text.append("  → ").append(advice).append('\n'));
  }

  String json() {
    ObjectNode json = JSON.createObjectNode().put("since", since.toString());
    ArrayNode items = json.putArray("senders");
    for (SenderProfile sender : senders) {
      SenderProfile.LlmCalls llm = sender.llm();
      ObjectNode item =
          items
              .addObject()
              .put("tenant_id", sender.tenantId())
              .put("service_name", sender.serviceName())
              .put("agent_name", sender.agentName())
              .put("convention", sender.convention())
              .put("spans", sender.spans())
              .put("errors", sender.errors())
              .put("traces", sender.traces())
              .put("traces_with_conversation", sender.conversations());
      ObjectNode kinds = item.putObject("kinds");
      new TreeMap<>(sender.kinds()).forEach((kind, spans) -> kinds.put(kind, spans.longValue()));
      item.putObject("model_calls")
          .put("calls", llm.calls())
          .put("with_usage", llm.usage())
          .put("with_model", llm.model())
          .put("with_ttft", llm.ttft())
          .put("with_content", llm.content())
          .put("streamed", llm.streamed())
          .put("streamed_with_usage", llm.streamedUsage());
      item.putObject("tool_calls")
          .put("calls", sender.tools())
          .put("with_content", sender.toolsWithContent());
      ArrayNode advice = item.putArray("advice");
      Advice.of(sender).forEach(advice::add);
    }
    ObjectNode unmapped = json.putObject("unmapped_keys");
    keys.families().forEach(unmapped::put);
    json.put("low_confidence_spans", keys.lowConfidence());
    ObjectNode letters = json.putObject("dead_letters");
    deadLetters.forEach(letters::put);
    return json.toPrettyString();
  }

  private static String kinds(SenderProfile sender) {
    return new TreeMap<>(sender.kinds())
        .entrySet().stream()
            .map(entry -> "%s %,d".formatted(entry.getKey(), entry.getValue().longValue()))
            .collect(Collectors.joining(", "));
  }

  private static String orAbsent(String name) {
    return name.isEmpty() ? "(absent)" : name;
  }

  /** Whole percents that say 100 and 0 only where it is all or nothing. */
  private static String percent(long part, long of) {
    long percent = Math.round(100.0 * part / of);
    return (part == of ? 100 : part == 0 ? 0 : Math.clamp(percent, 1, 99)) + " %";
  }
}
