package dev.leeway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.TraceId;
import dev.leeway.signals.run.Run;
import dev.leeway.signals.run.RunLimits;
import dev.leeway.signals.run.TraceAssembly;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What runs count of a client whose instrumentations of framework and SDK report every call side by
 * side, though its events are twice as many.
 */
final class RecordedRunsAgreeTest {
  private static final TraceAssembly ASSEMBLY = new TraceAssembly(List.of(), RunLimits.defaults());

  @Test
  void runsOfOpenLlmetryWithLangChainHaveTheCallsOfTheScenario() {
    JsonNode reference = Recordings.table("reference");
    Map<String, String> expected = new TreeMap<>();
    Map<String, String> came = new TreeMap<>();
    Recordings.scenarios("openllmetry-langchain")
        .forEach((scenario, events) -> {
          JsonNode said = reference.get(scenario);
          List<Run> runs = runs(events);
          if (said.get("input").isNumber()) {
            expected.put(scenario, said.get("calls") + " calls, " + said.get("output") + " out");
            came.put(
                scenario,
                runs.stream().mapToInt(Run::llmCalls).sum()
                    + " calls, "
                    + runs.stream().mapToLong(Run::outputTokens).sum()
                    + " out");
          }
        });
    assertThat(came).isEqualTo(expected);
  }

  private static List<Run> runs(List<AgentEvent> events) {
    Map<TraceId, List<AgentEvent>> traces =
        events.stream().collect(Collectors.groupingBy(AgentEvent::traceId));
    return traces.values().stream()
        .flatMap(trace -> ASSEMBLY.assemble(trace, Long.MAX_VALUE).runs().stream())
        .toList();
  }
}
