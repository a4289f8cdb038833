package dev.leeway.telemetry.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class CanonicalJsonTest {
  @Test
  void spellingsOfOneValueAreOneText() {
    for (String spelling :
        List.of(
            "{\"a\":1,\"b\":{\"x\":null,\"y\":[1,2]}}",
            " { \"b\" : { \"y\" : [ 1.0, 2 ], \"x\" : null }, \"a\" : 1.00 } ",
            "\"{\\\"b\\\":{\\\"y\\\":[1,2],\\\"x\\\":null},\\\"a\\\":1}\"")) {
      assertThat(CanonicalJson.of(spelling)).isEqualTo("{\"a\":1,\"b\":{\"x\":null,\"y\":[1,2]}}");
    }
  }

  @Test
  void theOrderOfAListMatters() {
    assertThat(CanonicalJson.of("[1,2]")).isNotEqualTo(CanonicalJson.of("[2,1]"));
  }

  @Test
  void aNumberAndItsTextAreTwoValues() {
    assertThat(CanonicalJson.of("{\"n\":1}")).isNotEqualTo(CanonicalJson.of("{\"n\":\"1\"}"));
    assertThat(CanonicalJson.of("{\"n\":0.5}")).isNotEqualTo(CanonicalJson.of("{\"n\":\"0.5\"}"));
  }

  @Test
  void anExponentCannotMakeANumberOfAMillionDigits() {
    assertThat(CanonicalJson.of("[1e999999]")).hasSizeLessThan(40);
  }

  @Test
  void whatIsNoJsonIsItsOwnText() {
    assertThat(CanonicalJson.of("  where is it? ")).isEqualTo("where is it?");
    assertThat(CanonicalJson.of("{\"cut\":\"of")).isEqualTo("{\"cut\":\"of");
  }

  @Test
  void aDepthBombIsItsOwnText() {
    String bomb = "[".repeat(100_000);
    assertThat(CanonicalJson.of(bomb)).isEqualTo(bomb);
  }
}
