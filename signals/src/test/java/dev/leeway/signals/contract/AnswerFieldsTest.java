package dev.leeway.signals.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.json.JsonTree;
import dev.leeway.signals.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class AnswerFieldsTest {
  @Test
  void numbersTruthValuesAndEnumeratedWordsAreFollowed() {
    assertThat(
            of(
                "{\"price\": 19, \"ok\": true, \"status\": \"done\", \"code\": \"NOT_FOUND\","
                    + " \"order\": {\"total\": 3.5}}"))
        .isEqualTo(
            new AnswerFields(
                Map.of("price", 19.0, "order.total", 3.5),
                Map.of("ok", "true", "status", "done", "code", "NOT_FOUND")));
  }

  @Test
  void whatSomebodyMightHaveWrittenIsNot() {
    assertThat(
            of(
                "{\"note\": \"call me\", \"city\": \"paris\", \"user_name\": \"ann\", \"who\":"
                    + " \"Smith\", \"sku\": \"ab12\", \"list\": [\"a\"], \"none\": null, \"below\":"
                    + " -1}"))
        .isEqualTo(new AnswerFields(Map.of(), Map.of()));
  }

  @Test
  void neitherNumbersNorWordsOfPeopleAndSecretsAre() {
    assertThat(
            of(
                "{\"phone\": 491701234567, \"ssn\": 123456789, \"user_id\": \"anna\","
                    + " \"customer\": \"smith\", \"phoneNumber\": 4917, \"orderId\": 7,"
                    + " \"card_last_four\": 4242, \"password\": \"hunter\", \"orderid\": 7, \"user\": {\"age\": 41, \"vip\": true}}"))
        .isEqualTo(new AnswerFields(Map.of(), Map.of()));
  }

  @Test
  void ofManyFieldsTheSameAreFollowedWhateverElseAnAnswerHas() {
    Set<String> all = namesOf(IntStream.range(0, 40).boxed().toList());
    assertThat(all).hasSize(AnswerFields.FIELDS_MAX);
    List<Integer> half =
        IntStream.range(0, 40)
            .filter(at -> at % 2 == 0 || all.contains("f" + letters(at)))
            .boxed()
            .toList();
    assertThat(namesOf(half)).isEqualTo(all);
  }

  private static Set<String> namesOf(List<Integer> fields) {
    String json =
        fields.stream()
            .map(at -> "\"f" + letters(at) + "\": " + at)
            .collect(Collectors.joining(", ", "{", "}"));
    return new TreeSet<>(of(json).numbers().keySet());
  }

  private static String letters(int at) {
    return "" + (char) ('a' + at / 10) + (char) ('a' + at % 10);
  }

  private static AnswerFields of(String json) {
    return AnswerFields.of(((JsonValue.Members) JsonTree.parse(json).orElseThrow()).values());
  }
}
