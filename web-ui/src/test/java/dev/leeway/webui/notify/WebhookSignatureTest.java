package dev.leeway.webui.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class WebhookSignatureTest {

  /** Recomputed with {@code printf '1700000000.{}' | openssl dgst -sha256 -hmac key}. */
  @Test
  void isHmacSha256OverTimeAndBody() {
    assertThat(
            WebhookSignature.of(
                new Secret("key"), 1_700_000_000L, "{}".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(
            "t=1700000000,v1=9d713ed406bb7076d4123f0dc2c39d2df5c654ed4b0cd56b52c8b4c940bd63ae");
  }
}
