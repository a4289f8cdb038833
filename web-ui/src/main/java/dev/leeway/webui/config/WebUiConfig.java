package dev.leeway.webui.config;

import java.net.URI;

/**
 * Where the web process listens and whom it talks to.
 *
 * @param bindAddress address to listen on; only loopback goes without a login
 * @param port 0 takes any free one
 * @param clickHouse HTTP address of ClickHouse, such as {@code http://127.0.0.1:8123}
 * @param clickHouseUser empty when the server asks for none
 * @param clickHousePassword the install's token with the embedded engine
 * @param kafkaBootstrapServers {@code host:port}, comma-separated
 * @param otlpGrpc what the connect page tells agents to use
 * @param otlpHttp likewise, for HTTP
 * @param tenantId whose data is shown while there is no login
 */
public record WebUiConfig(
    String bindAddress,
    int port,
    URI clickHouse,
    String clickHouseUser,
    Secret clickHousePassword,
    String kafkaBootstrapServers,
    URI otlpGrpc,
    URI otlpHttp,
    String tenantId) {

  public WebUiConfig {
    if (bindAddress.isBlank()) {
      throw new IllegalArgumentException("bind address must not be empty");
    }
    if (!(port >= 0 && port <= 65535)) {
      throw new IllegalArgumentException("port must be 0 to 65535: " + port);
    }
    if (clickHouse.getHost() == null) {
      throw new IllegalArgumentException("expected http://host:port for ClickHouse: " + clickHouse);
    }
    if (tenantId.isEmpty()) {
      throw new IllegalArgumentException("tenant id must not be empty");
    }
  }

  /** Everything on this machine at its usual port. */
  public static WebUiConfig defaults() {
    return new WebUiConfig(
        "127.0.0.1",
        8080,
        URI.create("http://127.0.0.1:8123"),
        "",
        Secret.NONE,
        "127.0.0.1:9092",
        URI.create("http://127.0.0.1:4317"),
        URI.create("http://127.0.0.1:4318"),
        "default");
  }
}
