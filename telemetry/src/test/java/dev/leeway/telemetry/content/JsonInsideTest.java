package dev.leeway.telemetry.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class JsonInsideTest {
  private static final JsonInside JSON =
      JsonInside.of(
          """
          {"usage":{"input":346,"input_cached_tokens":128,"output":21,"note":"input"},
           "message":{"role":"model"},"list":[{"id":"a"}],"none":null,"stream":true}
          """);

  @Test
  void aPathOfNamesAndIndexesLeadsToAScalarOrToJson() {
    assertThat(JSON.at("usage.output")).isEqualTo("21");
    assertThat(JSON.at("stream")).isEqualTo("true");
    assertThat(JSON.at("list.0.id")).isEqualTo("a");
    assertThat(JSON.at("message")).isEqualTo("{\"role\":\"model\"}");
  }

  @Test
  void whatIsNotThereIsEmpty() {
    assertThat(JSON.at("usage.reasoning")).isEmpty();
    assertThat(JSON.at("none")).isEmpty();
    assertThat(JSON.at("list.1.id")).isEmpty();
    assertThat(JSON.at("list.x.id")).isEmpty();
    assertThat(JsonInside.of("no JSON").at("usage")).isEmpty();
    assertThat(JsonInside.of("{\"cut\":").at("cut")).isEmpty();
  }

  @Test
  void namesThatContainAPartAreSummed() {
    assertThat(JSON.at("usage.*input*")).isEqualTo("474.0");
    assertThat(JSON.at("usage.*reasoning*")).isEmpty();
    assertThat(JsonInside.of("{\"a\":0.25,\"b\":0.5}").at("*")).isEqualTo("0.75");
  }

  @Test
  void aNumberThatIsTooGreatIsNoCost() {
    assertThat(JsonInside.of("{\"a\":1e999999999,\"b\":1}").at("*")).isEqualTo("Infinity");
  }
}
