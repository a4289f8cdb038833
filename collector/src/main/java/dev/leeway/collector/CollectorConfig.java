package dev.leeway.collector;

import dev.leeway.collector.intake.IntakeLimits;
import dev.leeway.collector.receive.ReceiverSettings;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an operator may set about the collector.
 *
 * @param bindAddress of both ports; a loopback address as long as there are no keys
 * @param grpcPort for OTLP over gRPC; 0 takes any free one
 * @param httpPort for OTLP over HTTP; 0 takes any free one
 * @param limits of a request and of all requests together
 * @param deliveryTimeout for Kafka's acknowledgement; exporters wait 10 s by default
 * @param producerBufferBytes of records that wait for Kafka
 * @param retryDelay that clients are asked to wait before they come again
 * @param requestTimeout from a request's head to the end of its answer
 * @param drainTimeout for requests under way at the end
 * @param allowedHosts names in Host and Origin beside those of the loopback interface
 * @param corsOrigins whose pages may export from a browser; "*" alone is everybody's, and none by
 *     default
 */
public record CollectorConfig(
    InetAddress bindAddress,
    int grpcPort,
    int httpPort,
    IntakeLimits limits,
    Duration deliveryTimeout,
    long producerBufferBytes,
    Duration retryDelay,
    Duration requestTimeout,
    Duration drainTimeout,
    Set<String> allowedHosts,
    Set<String> corsOrigins) {

  private static final Pattern ORIGIN = Pattern.compile("https?://[^/?#@\\s]+");

  public CollectorConfig {
    if (!bindAddress.isLoopbackAddress()) {
      throw new IllegalArgumentException(
          "bindAddress must be a loopback address, because requests carry no keys: "
              + bindAddress.getHostAddress());
    }
    for (int port : new int[] {grpcPort, httpPort}) {
      if (port < 0 || port > 65_535) {
        throw new IllegalArgumentException("port must be 0 to 65535: " + port);
      }
    }
    if (grpcPort != 0 && grpcPort == httpPort) {
      throw new IllegalArgumentException("grpcPort and httpPort are both " + grpcPort);
    }
    if (!retryDelay.isPositive() || !requestTimeout.isPositive() || drainTimeout.isNegative()) {
      throw new IllegalArgumentException(
          "durations must be positive: %s, %s, %s"
              .formatted(retryDelay, requestTimeout, drainTimeout));
    }
    if (requestTimeout.compareTo(deliveryTimeout) <= 0) {
      throw new IllegalArgumentException(
          "requestTimeout must be longer than deliveryTimeout: %s, %s"
              .formatted(requestTimeout, deliveryTimeout));
    }
    allowedHosts = Set.copyOf(allowedHosts);
    corsOrigins = Set.copyOf(corsOrigins);
    if (corsOrigins.contains(ReceiverSettings.ANY_ORIGIN) && corsOrigins.size() > 1) {
      throw new IllegalArgumentException("corsOrigins must be * alone or a list: " + corsOrigins);
    }
    for (String origin : corsOrigins) {
      if (!origin.equals(ReceiverSettings.ANY_ORIGIN) && !ORIGIN.matcher(origin).matches()) {
        throw new IllegalArgumentException(
            "corsOrigins must be like https://app.example:8443, without a path: " + origin);
      }
    }
  }

  /** OTLP's own ports on 127.0.0.1. */
  public static CollectorConfig defaults() {
    return new CollectorConfig(
        InetAddress.ofLiteral("127.0.0.1"),
        4317,
        4318,
        IntakeLimits.defaults(),
        Duration.ofSeconds(8),
        48L << 20,
        Duration.ofSeconds(2),
        Duration.ofSeconds(30),
        Duration.ofSeconds(15),
        Set.of(),
        Set.of());
  }

  public CollectorConfig withPorts(int newGrpcPort, int newHttpPort) {
    return new CollectorConfig(
        bindAddress,
        newGrpcPort,
        newHttpPort,
        limits,
        deliveryTimeout,
        producerBufferBytes,
        retryDelay,
        requestTimeout,
        drainTimeout,
        allowedHosts,
        corsOrigins);
  }

  public CollectorConfig withLimits(IntakeLimits newLimits) {
    return new CollectorConfig(
        bindAddress,
        grpcPort,
        httpPort,
        newLimits,
        deliveryTimeout,
        producerBufferBytes,
        retryDelay,
        requestTimeout,
        drainTimeout,
        allowedHosts,
        corsOrigins);
  }

  public CollectorConfig withDeliveryTimeout(Duration newDeliveryTimeout) {
    return new CollectorConfig(
        bindAddress,
        grpcPort,
        httpPort,
        limits,
        newDeliveryTimeout,
        producerBufferBytes,
        retryDelay,
        requestTimeout,
        drainTimeout,
        allowedHosts,
        corsOrigins);
  }

  public CollectorConfig withCorsOrigins(Set<String> newCorsOrigins) {
    return new CollectorConfig(
        bindAddress,
        grpcPort,
        httpPort,
        limits,
        deliveryTimeout,
        producerBufferBytes,
        retryDelay,
        requestTimeout,
        drainTimeout,
        allowedHosts,
        newCorsOrigins);
  }
}
