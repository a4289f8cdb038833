package dev.leeway.telemetry.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ToolJsonTest {
  @Test
  void langChainsMessageOfAToolIsWhatItHolds() {
    String message =
        "{\"lc\":1,\"type\":\"constructor\",\"kwargs\":{\"content\":\"{\\\"price\\\":189}\"}}";
    assertThat(ToolJson.result(message)).isEqualTo("{\"price\":189}");
    assertThat(ToolJson.result("{\"output\": " + message + "}")).isEqualTo("{\"price\":189}");
    assertThat(ToolJson.result("{\"lc\":1,\"kwargs\":{\"content\":[{\"type\":\"text\"}]}}"))
        .isEqualTo("[{\"type\":\"text\"}]");
  }

  @Test
  void anyOtherResultIsKept() {
    for (String result : new String[] {"", "189", "{\"lc\":", "{\"lc\":1}", "{\"price\":189}"}) {
      assertThat(ToolJson.result(result)).isEqualTo(result);
    }
  }

  @Test
  void definitionsThatAreTextsBecomeObjects() {
    assertThat(ToolJson.definitions("[\"{\\\"name\\\":\\\"find\\\"}\"]"))
        .isEqualTo("[{\"name\":\"find\"}]");
    assertThat(ToolJson.definitions("[\"find\"]")).isEqualTo("[\"find\"]");
  }
}
