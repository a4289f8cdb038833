package dev.leeway.signals.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTreeTest {
  @Test
  void readsEveryKindOfValue() {
    assertThat(
            JsonTree.parse(" {\"a\": [1, -2.5e3, true, false, null, \"x\\n\\u00e4\"], \"b\": {}} "))
        .contains(
            new JsonValue.Members(
                Map.of(
                    "a",
                    new JsonValue.Items(
                        List.of(
                            new JsonValue.Numeric(1),
                            new JsonValue.Numeric(-2500),
                            new JsonValue.Truth(true),
                            new JsonValue.Truth(false),
                            new JsonValue.Null(),
                            new JsonValue.Text("x\nä"))),
                    "b",
                    new JsonValue.Members(Map.of()))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[1,]",
        "{\"a\":1,}",
        "{'a':1}",
        "{a:1}",
        "01",
        "1.",
        ".5",
        "+1",
        "NaN",
        "Infinity",
        "-",
        "1 2",
        "\"a",
        "\"\\x\"",
        "\"\\u12g4\"",
        "\"\n\"",
        "tru",
        "[1 2]",
        "{\"a\" 1}",
        "{\"a\":1} trailing",
        "// comment\n1",
        "1e",
        "\"\\"
      })
  void refusesWhatNoStrictParserReads(String text) {
    assertThat(JsonTree.parse(text)).isEmpty();
  }

  @Test
  void refusesWhatIsNestedTooDeepInsteadOfOverflowing() {
    assertThat(JsonTree.parse("[".repeat(60) + "]".repeat(60))).isPresent();
    assertThat(JsonTree.parse("[".repeat(100_000))).isEmpty();
    assertThat(JsonTree.parse("[".repeat(70) + "]".repeat(70))).isEmpty();
  }

  @Test
  void refusesMoreValuesThanItsBound() {
    assertThat(JsonTree.parse("[" + "1,".repeat(JsonTree.VALUES_MAX) + "1]")).isEmpty();
  }
}
