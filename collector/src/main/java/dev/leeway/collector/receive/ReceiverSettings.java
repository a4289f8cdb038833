package dev.leeway.collector.receive;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Set;

/**
 * Where the receiver listens and how patient it is.
 *
 * @param retryDelay that clients are asked to wait when they may come again
 * @param requestTimeout from a request's head to the end of its answer
 * @param drainTimeout for requests under way at the end
 * @param allowedHosts names in Host and Origin beside those of the loopback interface
 */
public record ReceiverSettings(
    InetAddress bindAddress,
    int grpcPort,
    int httpPort,
    Duration retryDelay,
    Duration requestTimeout,
    Duration drainTimeout,
    Set<String> allowedHosts) {

  public ReceiverSettings {
    allowedHosts = Set.copyOf(allowedHosts);
  }
}
