package dev.leeway.signals.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DeploymentMarkerTest {
  private static final long AT = Instant.parse("2026-11-22T10:00:00.250Z").toEpochMilli();

  @Test
  void whatIsWrittenIsReadAgain() {
    DeploymentMarker marker = marker("v42", 7, "a \"note\" \\ with\nlines, ümlauts and \u0001");
    assertThat(DeploymentMarker.parse(marker.json())).contains(marker);
  }

  /** The bytes that other programs and older topics rely on. */
  @Test
  void theFormatStaysAsItIs() {
    assertThat(marker("v42", 7, "").json())
        .isEqualTo(
            "{\"format\":1,\"kind\":\"deployment\",\"revision\":7,\"tenantId\":\"default\","
                + "\"markerId\":\""
                + marker("v42", 7, "").markerId()
                + "\","
                + "\"environment\":\"production\",\"agent\":\"shop\",\"version\":\"v42\","
                + "\"at\":\"2026-11-22T10:00:00.250Z\",\"commit\":\"4f2a\","
                + "\"url\":\"https://ci.example/7\",\"by\":\"ci\",\"note\":\"\"}");
  }

  @Test
  void toldAgainItIsTheSameMarker() {
    assertThat(marker("v42", 8, "again").key()).isEqualTo(marker("v42", 7, "").key());
    assertThat(marker("v43", 7, "").key()).isNotEqualTo(marker("v42", 7, "").key());
    assertThat(marker("v42", 7, "").key()).matches("default/deployment/[0-9a-f]{32}");
  }

  @Test
  void aWithdrawalTakesTheMarkersPlaceAndIsNoMarker() {
    DeploymentWithdrawal withdrawal =
        new DeploymentWithdrawal(marker("v42", 7, "").revised(9, "ada"));
    assertThat(withdrawal.key()).isEqualTo(marker("v42", 7, "").key());
    assertThat(withdrawal.json())
        .startsWith("{\"format\":1,\"kind\":\"deployment_withdrawn\",\"revision\":9,");
    assertThat(DeploymentWithdrawal.parse(withdrawal.json())).contains(withdrawal);
    assertThat(DeploymentMarker.parse(withdrawal.json())).isEmpty();
    assertThat(DeploymentWithdrawal.parse(marker("v42", 7, "").json())).isEmpty();
  }

  @Test
  void membersOfLaterFormatsAreSkipped() {
    DeploymentMarker marker = marker("v42", 7, "");
    String later =
        marker.json().replaceFirst("\\{", "{\"shares\":[1,{\"a\":[]},\"x\"],\"dry\":true,");
    assertThat(DeploymentMarker.parse(later)).contains(marker);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}",
        "[]",
        "null",
        "{\"kind\":\"deployment\"}",
        "{\"kind\":\"silence\",\"format\":1}",
        "{\"kind\":\"deployment\",\"at\":\"yesterday\"}",
        "{\"kind\":\"deployment\\u00\"}",
        "{\"kind\":\"deployment\"} and more",
        "{\"a\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]}"
      })
  void whatIsNoMarkerIsNone(String json) {
    assertThat(DeploymentMarker.parse(json)).isEmpty();
  }

  @Test
  void aMarkerNeedsAnAgentAndAVersionAndATimeThatCanBeStored() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> marker(" ", 1, ""))
        .withMessageContaining("version: expected 1 to 200 characters, came 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> marker("v", 1, "x".repeat(2_001)))
        .withMessageContaining("note: expected at most 2000 characters, came 2001");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> DeploymentMarker.of("default", 1, "production", "shop", "v", -1, "", "", "", ""))
        .withMessageContaining("at: expected a time from 1970 to 2261");
  }

  private static DeploymentMarker marker(String version, long revision, String note) {
    return DeploymentMarker.of(
        "default",
        revision,
        "production",
        "shop",
        version,
        AT,
        "4f2a",
        "https://ci.example/7",
        "ci",
        note);
  }
}
