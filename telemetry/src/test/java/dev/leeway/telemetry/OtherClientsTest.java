package dev.leeway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Clients and versions beside the 24: each says what the model answered it ({@code sent} of its
 * table), but for what its table says that it loses or tells otherwise ({@code told}), and besides
 * what was read from its payload ({@code says}).
 */
final class OtherClientsTest {
  static List<String> clients() {
    return OtherClients.clients();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("clients")
  void everyScenarioSaysWhatTheModelAnswered(String client) {
    JsonNode table = OtherClients.table(client);
    Map<String, String> wrong = new TreeMap<>();
    OtherClients.scenarios(client)
        .forEach((scenario, events) -> {
          ObjectNode expected = table.get("sent").get(scenario).deepCopy();
          expected.setAll((ObjectNode) table.get("says").get(scenario));
          table
              .get("told")
              .path(scenario)
              .properties()
              .forEach(told -> expected.set(told.getKey(), told.getValue().get("value")));
          ObjectNode came = OtherClientSummary.of(events);
          came.properties()
              .forEach(field -> {
                JsonNode wanted = expected.path(field.getKey());
                if (!wanted.equals(field.getValue())) {
                  wrong.put(
                      scenario + " " + field.getKey(),
                      "expected " + wanted + ", came " + field.getValue());
                }
              });
        });
    assertThat(wrong).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("clients")
  void whatAClientTellsOtherwiseHasItsReason(String client) {
    JsonNode table = OtherClients.table(client);
    List<String> needless = new ArrayList<>();
    table
        .get("told")
        .properties()
        .forEach(scenario ->
            scenario
                .getValue()
                .properties()
                .forEach(told -> {
                  JsonNode sent = table.get("sent").get(scenario.getKey()).get(told.getKey());
                  if (told.getValue().get("value").equals(sent)
                      || told.getValue().get("why").asText().isEmpty()) {
                    needless.add(scenario.getKey() + " " + told.getKey());
                  }
                }));
    assertThat(needless).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("clients")
  void everyKeyIsKnownOrNamed(String client) {
    List<String> named = new ArrayList<>();
    OtherClients.table(client).path("unmapped").forEach(key -> named.add(key.asText()));
    assertThat(OtherClients.unmappedKeys(client)).isEqualTo(named);
  }
}
