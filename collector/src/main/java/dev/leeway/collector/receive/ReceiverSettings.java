package dev.leeway.collector.receive;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Set;

/**
 * Where the receiver listens and how patient it is.
 *
 * @param retryDelay that clients are asked to wait when they may come again
 * @param requestTimeout from a request's head to the end of its answer
 * @param bodyTimeout from a request's head to the end of its body
 * @param drainTimeout for requests under way at the end
 * @param allowedHosts names in Host and Origin beside those of the loopback interface
 * @param corsOrigins whose pages may export, or {@link #ANY_ORIGIN} alone; none by default
 */
public record ReceiverSettings(
    InetAddress bindAddress,
    int grpcPort,
    int httpPort,
    Duration retryDelay,
    Duration requestTimeout,
    Duration bodyTimeout,
    Duration drainTimeout,
    Set<String> allowedHosts,
    Set<String> corsOrigins) {

  /** Stands for the pages of everybody. */
  public static final String ANY_ORIGIN = "*";

  public ReceiverSettings {
    allowedHosts = Set.copyOf(allowedHosts);
    corsOrigins = Set.copyOf(corsOrigins);
  }
}
