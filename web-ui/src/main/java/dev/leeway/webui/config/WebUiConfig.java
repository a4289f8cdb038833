package dev.leeway.webui.config;

import dev.leeway.storage.StorageConfig;
import java.net.InetAddress;
import java.net.URI;

/**
 * Where the web process listens and whom it talks to.
 *
 * @param bindAddress a loopback address as long as there is no login
 * @param port 0 takes any free one
 * @param storage ClickHouse, with credentials that may insert
 * @param kafkaBootstrapServers {@code host:port}, comma-separated
 * @param otlpGrpc what the connect page tells agents to use
 * @param otlpHttp likewise, for HTTP; what pipelines tell of data sources is handed on there
 * @param tenantId whose data is shown while there is no login
 */
public record WebUiConfig(
    InetAddress bindAddress,
    int port,
    StorageConfig storage,
    String kafkaBootstrapServers,
    URI otlpGrpc,
    URI otlpHttp,
    String tenantId) {

  public WebUiConfig {
    if (!bindAddress.isLoopbackAddress()) {
      throw new IllegalArgumentException(
          "bindAddress must be a loopback address, because the pages have no login: "
              + bindAddress.getHostAddress());
    }
    if (!(port >= 0 && port <= 65535)) {
      throw new IllegalArgumentException("port must be 0 to 65535: " + port);
    }
    if (kafkaBootstrapServers.isBlank()) {
      throw new IllegalArgumentException("Kafka bootstrap servers must not be empty");
    }
    if (tenantId.isEmpty()) {
      throw new IllegalArgumentException("tenant id must not be empty");
    }
  }

  /** Everything on this machine at its usual port. */
  public static WebUiConfig defaults() {
    return new WebUiConfig(
        InetAddress.ofLiteral("127.0.0.1"),
        8080,
        StorageConfig.defaults(),
        "127.0.0.1:9092",
        URI.create("http://127.0.0.1:4317"),
        URI.create("http://127.0.0.1:4318"),
        "default");
  }

  public WebUiConfig withPort(int newPort) {
    return new WebUiConfig(
        bindAddress, newPort, storage, kafkaBootstrapServers, otlpGrpc, otlpHttp, tenantId);
  }
}
