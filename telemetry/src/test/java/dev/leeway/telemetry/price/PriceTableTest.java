package dev.leeway.telemetry.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PriceTableTest {
  private static final PriceTable TABLE =
      PriceTable.parse(
          """
          {"source": "by hand",
           "models": {"gpt-4o": {"input": 2.5, "output": 10, "cache_read": 1.25},
                      "gpt-4o-mini": {"input": 0.15, "output": 0.6},
                      "claude-sonnet-4": {"input": 3, "output": 15, "cache_read": 0.3,
                                          "cache_write": 3.75}}}
          """);

  @Test
  void theLongestPrefixWins() {
    assertThat(TABLE.of("gpt-4o-mini-2024-07-18").orElseThrow().input()).isEqualTo(0.15);
    assertThat(TABLE.of("gpt-4o-2024-08-06").orElseThrow().input()).isEqualTo(2.5);
    assertThat(TABLE.of("GPT-4o").orElseThrow().input()).isEqualTo(2.5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "openai/gpt-4o",
        "models/gpt-4o",
        "azure/eu/gpt-4o-2024-08-06",
        "gpt-4o-latest",
        "gpt-4o@20240806"
      })
  void whatGatewaysPutAroundANameDoesNotMatter(String model) {
    assertThat(TABLE.of(model).orElseThrow().output()).isEqualTo(10);
  }

  @Test
  void cloudsPutRegionAndVendorBeforeAName() {
    assertThat(TABLE.of("eu.anthropic.claude-sonnet-4-20250514-v1:0")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "gpt-4o-audio", "gpt-4", "gpt-4o-5", "my-own-model", "gpt-4omega"})
  void anUnknownModelHasNoPriceRatherThanAWrongOne(String model) {
    assertThat(TABLE.of(model)).isEmpty();
  }

  @Test
  void cachedTokensAreAPartOfTheInput() {
    Price price = TABLE.of("claude-sonnet-4").orElseThrow();
    // 700 uncached at 3, 200 read at 0.3, 100 written at 3.75, 50 out at 15, per million.
    assertThat(price.costOf(1_000, 50, 200, 100))
        .isEqualTo((700 * 3 + 200 * 0.3 + 100 * 3.75 + 50 * 15) / 1e6, within(1e-12));
  }

  @Test
  void cachePricesDefaultToTheInputs() {
    assertThat(TABLE.of("gpt-4o-mini").orElseThrow().cacheRead()).isEqualTo(0.15);
  }

  @Test
  void anOverrideReplacesWhatItNamesAndKeepsTheRest() {
    PriceTable table =
        TABLE.overriddenBy(new PriceTable("ours", Map.of("gpt-4o", new Price(1, 2, 1, 1))));
    assertThat(table.of("gpt-4o").orElseThrow().input()).isEqualTo(1);
    assertThat(table.of("gpt-4o-mini").orElseThrow().input()).isEqualTo(0.15);
    assertThat(table.source()).isEqualTo("by hand; ours");
  }

  @Test
  void theBundledTableStatesItsSourceAndDate() {
    PriceTable bundled = PriceTable.bundled();
    assertThat(bundled.source()).contains("MIT").containsPattern("20\\d\\d-\\d\\d-\\d\\d");
    assertThat(bundled.of("gpt-4o-mini-2024-07-18").orElseThrow().input()).isEqualTo(0.15);
    assertThat(bundled.of("claude-sonnet-4-5-20250929").orElseThrow().output()).isEqualTo(15);
    assertThat(bundled.of("text-embedding-3-small").orElseThrow().input()).isEqualTo(0.02);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[",
        "{\"models\":{\"a\":{}}}",
        "{\"models\":{\"a\":{\"input\":-1,\"output\":1}}}",
        "{\"models\":{\"a\":{\"input\":\"NaN\",\"output\":1}}}"
      })
  void aBrokenTableIsRefusedWithTheReason(String json) {
    assertThatThrownBy(() -> PriceTable.parse(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("expected ");
  }
}
