package dev.leeway.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leeway.signals.catalogue.SignalCatalogue;
import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.TraceId;
import dev.leeway.signals.run.Run;
import dev.leeway.signals.run.RunLimits;
import dev.leeway.signals.run.TraceAssembly;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** What a scenario's events say, and the runs that are made of them. */
final class OtherClientSummary {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TraceAssembly ASSEMBLY =
      SignalCatalogue.standard().assembly(RunLimits.defaults());

  private OtherClientSummary() {}

  static ObjectNode of(List<AgentEvent> events) {
    JsonNode summary = RecordingSummary.of(events);
    ObjectNode said = JSON.createObjectNode();
    RecordedClientsTest.FIELDS.forEach(field -> said.set(field, summary.get(field)));
    Map<TraceId, List<AgentEvent>> traces =
        events.stream().collect(Collectors.groupingBy(AgentEvent::traceId));
    List<Run> runs =
        traces.values().stream()
            .flatMap(trace -> ASSEMBLY.assemble(trace, Long.MAX_VALUE).runs().stream())
            .toList();
    said.put("run_input", (int) sum(runs, Run::inputTokens));
    said.put("run_output", (int) sum(runs, Run::outputTokens));
    said.put("run_calls", (int) sum(runs, Run::llmCalls));
    said.put("run_tool_calls", (int) sum(runs, Run::toolCalls));
    said.set(
        "conventions",
        JSON.valueToTree(
            events.stream()
                .map(event -> event.convention().name())
                .collect(Collectors.toCollection(TreeSet::new))));
    return said;
  }

  private static long sum(List<Run> runs, ToLongFunction<Run> count) {
    return runs.stream().mapToLong(count).sum();
  }
}
