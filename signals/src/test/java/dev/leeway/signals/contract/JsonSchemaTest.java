package dev.leeway.signals.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.json.JsonTree;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JsonSchemaTest {
  private static final String ORDER =
      """
      {"type": "object", "required": ["id", "lines"], "additionalProperties": false,
       "properties": {
         "id": {"type": "integer", "minimum": 1},
         "state": {"enum": ["open", "paid"]},
         "note": {"type": ["string", "null"], "maxLength": 5},
         "total": {"anyOf": [{"type": "number", "exclusiveMinimum": 0}, {"type": "null"}]},
         "lines": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/line"}}},
       "$defs": {"line": {"type": "object", "required": ["sku"],
         "properties": {"sku": {"type": "string"}, "parts": {"type": "array", "items": {"$ref": "#/$defs/line"}}}}}}
      """;

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "{\"id\": 1, \"lines\": [{\"sku\": \"a\"}]}~``",
        "{\"id\": 1.0, \"state\": \"paid\", \"note\": null, \"total\": null, \"lines\": [{\"sku\": \"a\", \"parts\": [{\"sku\": \"b\"}]}]}~``",
        "{\"lines\": [{\"sku\": \"a\"}]}~id: missing",
        "{\"id\": \"1\", \"lines\": [{\"sku\": \"a\"}]}~id: expected integer, came string",
        "{\"id\": 1.5, \"lines\": [{\"sku\": \"a\"}]}~id: expected integer, came number",
        "{\"id\": 0, \"lines\": [{\"sku\": \"a\"}]}~id: expected at least 1",
        "{\"id\": 1, \"state\": \"lost\", \"lines\": [{\"sku\": \"a\"}]}~state: expected one of 2, came another",
        "{\"id\": 1, \"note\": \"longer\", \"lines\": [{\"sku\": \"a\"}]}~note: expected at most 5 characters",
        "{\"id\": 1, \"total\": 0, \"lines\": [{\"sku\": \"a\"}]}~total: expected one of its alternatives, came none",
        "{\"id\": 1, \"lines\": []}~lines: expected at least 1 items",
        "{\"id\": 1, \"lines\": [{\"sku\": \"a\", \"parts\": [{}]}]}~lines[].parts[].sku: missing",
        "{\"id\": 1, \"lines\": [{\"sku\": \"a\"}], \"more\": 1}~more: not among its fields",
        "[]~the whole: expected object, came array",
      })
  void tellsWhatIsBroken(String value, String problem) {
    assertThat(problems(ORDER, value)).isEqualTo(problem.isEmpty() ? List.of() : List.of(problem));
  }

  @Test
  void passesOverWhatItDoesNotJudgeAndNamesIt() {
    String schema =
        "{\"properties\": {\"a\": {\"type\": \"string\", \"pattern\": \"^x\", \"format\": \"date\"}}}";

    assertThat(problems(schema, "{\"a\": \"y\"}")).isEmpty();
    assertThat(JsonSchema.parse(schema).orElseThrow().passedOver())
        .containsExactly("format", "pattern");
  }

  @Test
  void aSchemaThatRefersToItselfEnds() {
    assertThat(problems("{\"$ref\": \"#\"}", "1")).isEmpty();
    assertThat(problems("{\"anyOf\": [{\"$ref\": \"#\"}, {\"$ref\": \"#\"}]}", "1")).isEmpty();
  }

  @Test
  void judgesNothingBesideAReferenceAndNothingElsewhere() {
    assertThat(problems("{\"$ref\": \"https://example.com/x\", \"type\": \"object\"}", "1"))
        .isEmpty();
  }

  @Test
  void knowsGeminisCapitalsAndOpenApisNullable() {
    assertThat(problems("{\"type\": \"STRING\", \"nullable\": true}", "null")).isEmpty();
    assertThat(problems("{\"type\": \"STRING\"}", "null"))
        .containsExactly("the whole: expected STRING, came null");
  }

  @Test
  void toldProblemsHoldNoValues() {
    assertThat(problems("{\"enum\": [1]}", "\"secret\"").toString()).doesNotContain("secret");
  }

  private static List<String> problems(String schema, String value) {
    return JsonSchema.parse(schema).orElseThrow().problemsOf(JsonTree.parse(value).orElseThrow());
  }
}
