package dev.leeway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leeway.signals.event.AgentEvent;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A client's export falls between a request to a model and its response, as it does in real use.
 */
final class SplitExportsTest {
  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "codex-0.169",
        "codex-logs-0.169",
        "gemini-cli-0.61",
        "gemini-cli-default-0.61",
        "claude-code-logs-2.1.330"
      })
  void recordsInRequestsOfTheirOwnSayTheSameAsInOne(String client) {
    Map<String, ObjectNode> whole = summaries(OtherClients.scenarios(client));
    assertThat(whole).isNotEmpty();
    assertThat(summaries(OtherClients.recordByRecord(client))).isEqualTo(whole);
  }

  private static Map<String, ObjectNode> summaries(Map<String, List<AgentEvent>> scenarios) {
    Map<String, ObjectNode> summaries = new TreeMap<>();
    scenarios.forEach((scenario, events) -> summaries.put(scenario, OtherClientSummary.of(events)));
    return summaries;
  }
}
