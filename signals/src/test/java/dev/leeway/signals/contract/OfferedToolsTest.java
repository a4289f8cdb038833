package dev.leeway.signals.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OfferedToolsTest {
  private static final String SCHEMA =
      "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}},\"required\":[\"city\"]}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"type\":\"function\",\"name\":\"weather\",\"parameters\":%s}]",
        "[{\"type\":\"function\",\"function\":{\"name\":\"weather\",\"parameters\":%s}}]",
        "[{\"name\":\"weather\",\"input_schema\":%s}]",
        "[{\"functionDeclarations\":[{\"name\":\"weather\",\"parameters\":%s}]}]",
        "[{\"name\":\"weather\",\"inputSchema\":%s}]"
      })
  void readsEverySpellingOfADefinition(String definitions) {
    OfferedTools tools = OfferedTools.parse(definitions.formatted(SCHEMA));

    assertThat(tools.problemOf("weather", "{\"city\": \"Oslo\"}")).isEmpty();
    assertThat(tools.problemOf("weather", "{\"town\": \"Oslo\"}")).contains("city: missing");
    assertThat(tools.problemOf("weather", "")).contains("city: missing");
    assertThat(tools.problemOf("weather", "{\"city\": ")).contains("arguments are not JSON");
    assertThat(tools.problemOf("forecast", "{}")).contains("a tool that was not offered");
  }

  @Test
  void namesAloneTellOnlyWhetherAToolWasOffered() {
    OfferedTools tools = OfferedTools.parse("[\"weather\", \"search\"]");

    assertThat(tools.problemOf("weather", "not json")).isEmpty();
    assertThat(tools.problemOf("delete", "{}")).contains("a tool that was not offered");
  }

  @Test
  void aProvidersOwnToolWithoutANameMayGoByAny() {
    OfferedTools tools =
        OfferedTools.parse("[{\"type\":\"web_search_preview\"},{\"name\":\"weather\"}]");

    assertThat(tools.problemOf("web_search", "{}")).isEmpty();
  }

  @Test
  void whatIsNotUnderstoodTellsNothing() {
    assertThat(OfferedTools.parse("weather, search").known()).isFalse();
    assertThat(OfferedTools.parse("[]").known()).isFalse();
  }
}
