package dev.leeway.signals.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DeclaredOutputTest {
  private static final String SCHEMA =
      "{\"type\":\"object\",\"properties\":{\"price\":{\"type\":\"number\"}},\"required\":[\"price\"]}";

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "gen_ai.request.structured_output_schema~%s",
        "ai.schema~%s",
        "gen_ai.openai.request.response_format~{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"x\",\"schema\":%s}}",
        "llm.invocation_parameters~{\"temperature\":0,\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"schema\":%s}}}",
        "llm.invocation_parameters~{\"text\":{\"format\":{\"type\":\"json_schema\",\"schema\":%s}}}",
        "llm.invocation_parameters~{\"output_config\":{\"format\":{\"type\":\"json_schema\",\"schema\":%s}}}",
        "llm.invocation_parameters~{\"config\":{\"response_mime_type\":\"application/json\",\"response_schema\":%s}}",
        "model_request_parameters~{\"output_mode\":\"native\",\"output_object\":{\"json_schema\":%s}}",
      })
  void findsTheSchemaThatARequestSentAlong(String key, String value) {
    DeclaredOutput declared = DeclaredOutput.of(Map.of(key, value.formatted(SCHEMA)));

    assertThat(declared.brokenBy(OutputReading.of("{\"price\": 3}"))).isEmpty();
    assertThat(declared.brokenBy(OutputReading.of("{\"price\": \"3\"}")))
        .contains("price: expected number, came string");
    assertThat(declared.brokenBy(OutputReading.of("It is 3.")))
        .contains("expected JSON, came text");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "gen_ai.output.type~json",
        "gen_ai.openai.request.response_format~json_object",
        "gen_ai.request.response_format~{\"type\":\"json_object\"}",
        "llm.invocation_parameters~{\"response_format\":{\"type\":\"json_object\"}}",
      })
  void jsonAloneMustParse(String key, String value) {
    DeclaredOutput declared = DeclaredOutput.of(Map.of(key, value));

    assertThat(declared.brokenBy(OutputReading.of("[1]"))).isEmpty();
    assertThat(declared.brokenBy(OutputReading.of("{\"a\": ")))
        .contains("expected JSON, came broken json");
  }

  @Test
  void jsonInAFenceIsStillWhatWasAskedFor() {
    DeclaredOutput declared = DeclaredOutput.of(Map.of("gen_ai.output.type", "json"));

    assertThat(declared.brokenBy(OutputReading.of("```json\n{\"a\": 1}\n```"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "gen_ai.output.type~text",
        "gen_ai.request.response_format~{\"type\":\"text\"}",
        "llm.invocation_parameters~{\"tools\":[{\"input_schema\":{\"type\":\"object\"}}]}",
        "llm.invocation_parameters~{\"temperature\": 0}",
        "gen_ai.request.structured_output_schema~not a schema",
        "gen_ai.request.response_format~{broken",
      })
  void whatDeclaresNothingIsNeverBroken(String key, String value) {
    assertThat(DeclaredOutput.of(Map.of(key, value))).isEqualTo(DeclaredOutput.NOTHING);
    assertThat(DeclaredOutput.NOTHING.brokenBy(OutputReading.of("{"))).isEmpty();
  }
}
