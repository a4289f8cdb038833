package dev.leeway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leeway.signals.event.AgentEvent;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * All clients were asked the same, so calls, tokens and tool calls agree, whatever dialect told of
 * them; where one does not, its table says why, and only there.
 */
final class RecordedClientsAgreeTest {
  static final List<String> CLIENTS = Recordings.CLIENTS;

  /** Frameworks put the same tools and documents into prompts of somewhat different length. */
  private static final double PROMPT_TOLERANCE = 0.25;

  @ParameterizedTest(name = "{0}")
  @FieldSource("CLIENTS")
  void callsTokensAndToolCallsAreThoseOfTheScenario(String client) {
    JsonNode reference = Recordings.table("reference");
    JsonNode differs = Recordings.table(client).get("differs");
    Map<String, String> unexplained = new TreeMap<>();
    Recordings.scenarios(client)
        .forEach((scenario, events) -> {
          JsonNode came = RecordingSummary.of(events);
          reference
              .get(scenario)
              .properties()
              .forEach(field -> {
                String name = field.getKey();
                boolean agrees = agrees(name, field.getValue(), came.get(name));
                if (agrees == differs.path(scenario).has(name)) {
                  unexplained.put(
                      scenario + " " + name,
                      "expected " + field.getValue() + ", came " + came.get(name));
                }
              });
        });
    assertThat(unexplained).as("not explained, or explained without need").isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @FieldSource("CLIENTS")
  void noReasonIsGivenForAScenarioThatWasNotRecorded(String client) {
    Map<String, List<AgentEvent>> scenarios = Recordings.scenarios(client);
    Recordings.table(client)
        .get("differs")
        .fieldNames()
        .forEachRemaining(scenario -> assertThat(scenarios).containsKey(scenario));
  }

  private static boolean agrees(String field, JsonNode reference, JsonNode came) {
    if (!field.equals("input") || reference.isNull() || came.isNull()) {
      return reference.equals(came);
    }
    long expected = reference.asLong();
    return Math.abs(came.asLong() - expected) <= PROMPT_TOLERANCE * expected;
  }
}
