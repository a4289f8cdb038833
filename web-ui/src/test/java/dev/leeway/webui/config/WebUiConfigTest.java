package dev.leeway.webui.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.storage.StorageConfig;
import java.net.InetAddress;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WebUiConfigTest {
  private static final URI OTLP = URI.create("http://127.0.0.1:4318");

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.7"})
  void pagesWithoutALoginAreNotServedBeyondThisMachine(String address) {
    assertThatThrownBy(() ->
            new WebUiConfig(
                InetAddress.ofLiteral(address),
                0,
                StorageConfig.defaults(),
                "127.0.0.1:9092",
                OTLP,
                OTLP,
                "default"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("loopback");
  }
}
