package dev.leeway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.ContentRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * What 24 unmodified client libraries sent in 13 scenarios, against {@code
 * recordings/<client>.json}: tables that were read from the raw payload and each recording's
 * description, in another language and without this mapper.
 */
final class RecordedClientsTest {
  static final List<String> CLIENTS = Recordings.CLIENTS;

  /** What each summary holds of its recording. */
  static final List<String> FIELDS =
      List.of(
          "calls",
          "input",
          "output",
          "cache_read",
          "cache_write",
          "reasoning",
          "embedding_input",
          "requested",
          "served",
          "provider",
          "finish_reasons",
          "tools",
          "errors",
          "conversations",
          "agents",
          "ttft");

  private static final List<String> CONTENTS =
      Stream.of(
              ContentRole.SYSTEM_INSTRUCTIONS,
              ContentRole.INPUT_MESSAGES,
              ContentRole.OUTPUT_MESSAGES,
              ContentRole.TOOL_DEFINITIONS,
              ContentRole.TOOL_ARGUMENTS,
              ContentRole.TOOL_RESULT,
              ContentRole.QUERY,
              ContentRole.DOCUMENTS)
          .map(ContentRole::name)
          .toList();

  @ParameterizedTest(name = "{0}")
  @FieldSource("CLIENTS")
  void everyScenarioSaysWhatItsTableSays(String client) {
    JsonNode expected = Recordings.table(client).get("scenarios");
    Map<String, List<AgentEvent>> scenarios = Recordings.scenarios(client);
    assertThat(scenarios.keySet()).containsExactlyInAnyOrderElementsOf(namesOf(expected));
    Map<String, String> came = new TreeMap<>();
    Map<String, String> wanted = new TreeMap<>();
    scenarios.forEach((scenario, events) -> {
      flatten(came, scenario, RecordingSummary.of(events));
      flatten(wanted, scenario, expected.get(scenario));
    });
    assertThat(differences(wanted, came)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @FieldSource("CLIENTS")
  void theWholeRecordingSaysWhatItsTableSays(String client) {
    Map<String, String> came = new TreeMap<>();
    Map<String, String> wanted = new TreeMap<>();
    flatten(came, client, RecordingSummary.of(Recordings.all(client)));
    flatten(wanted, client, Recordings.table(client).get("total"));
    assertThat(differences(wanted, came)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @FieldSource("CLIENTS")
  void whatARecordingLacksHasItsReason(String client) {
    JsonNode table = Recordings.table(client);
    JsonNode absent = table.get("absent");
    for (String field : FIELDS) {
      JsonNode value = table.get("total").get(field);
      assertThat(absent.has(field)).as(client + " " + field).isEqualTo(isAbsent(field, value));
    }
    for (String role : CONTENTS) {
      boolean lacks = !table.get("total").get("content").has(role);
      assertThat(absent.has(role)).as(client + " " + role).isEqualTo(lacks);
    }
    absent.forEach(reason -> assertThat(reason.asText()).startsWith("absent: "));
  }

  @Test
  void theMatrixOfClientsAndFieldsIsShown() {
    StringBuilder matrix = new StringBuilder("\nclient");
    Stream.concat(FIELDS.stream(), CONTENTS.stream())
        .forEach(name -> matrix.append('\t').append(name));
    for (String client : CLIENTS) {
      JsonNode summary = RecordingSummary.of(Recordings.all(client));
      matrix.append('\n').append(client);
      FIELDS.forEach(field -> matrix.append('\t').append(brief(summary.get(field))));
      CONTENTS.forEach(role -> matrix.append('\t').append(brief(summary.get("content").get(role))));
    }
    System.out.println(matrix);
    assertThat(matrix.toString().lines()).hasSize(CLIENTS.size() + 2);
  }

  private static List<String> differences(Map<String, String> wanted, Map<String, String> came) {
    Set<String> names = new TreeSet<>(wanted.keySet());
    names.addAll(came.keySet());
    return names.stream()
        .filter(name -> !Objects.equals(wanted.get(name), came.get(name)))
        .map(name -> name + ": expected " + wanted.get(name) + ", came " + came.get(name))
        .toList();
  }

  /** A zero that was reported is a value; nothing to count is none. */
  private static boolean isAbsent(String field, JsonNode value) {
    boolean reportable = field.equals("cache_read") || field.equals("reasoning");
    return value.isNull()
        || (value.isContainerNode() && value.isEmpty())
        || (value.isNumber() && value.asLong() == 0 && !reportable);
  }

  private static String brief(@Nullable JsonNode value) {
    if (value == null || value.isNull() || (value.isContainerNode() && value.isEmpty())) {
      return "absent";
    }
    if (!value.isObject()) {
      return value.asText();
    }
    long sum = 0;
    for (JsonNode count : value) {
      sum += count.asLong();
    }
    return sum + "/" + value.size();
  }

  private static List<String> namesOf(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static void flatten(Map<String, String> into, String path, JsonNode node) {
    node.properties()
        .forEach(field -> {
          String name = path + " " + field.getKey();
          if (field.getValue().isObject() && !field.getValue().isEmpty()) {
            flatten(into, name, field.getValue());
          } else {
            into.put(name, field.getValue().toString());
          }
        });
  }
}
