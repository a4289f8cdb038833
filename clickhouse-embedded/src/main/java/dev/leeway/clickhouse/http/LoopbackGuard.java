package dev.leeway.clickhouse.http;

import com.sun.net.httpserver.Headers;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps web pages out: they reach a loopback port through the browser of somebody on this machine,
 * by a name that resolves to 127.0.0.1 or by a form that needs no answer.
 */
final class LoopbackGuard {
  private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

  private LoopbackGuard() {}

  /** Why the request is refused, if it is. */
  static Optional<String> refusal(Headers headers) {
    List<String> hosts = headers.getOrDefault("Host", List.of());
    if (hosts.size() != 1 || !NAMES.contains(nameOf(hosts.getFirst()))) {
      return Optional.of("expected one Host of localhost, 127.0.0.1 or [::1], came: " + hosts);
    }
    for (String origin : headers.getOrDefault("Origin", List.of())) {
      if (!isLoopback(origin)) {
        return Optional.of("expected no Origin or one of this machine, came: " + origin);
      }
    }
    if ("cross-site".equals(headers.getFirst("Sec-Fetch-Site"))) {
      return Optional.of("expected a request of this site, came one from another");
    }
    return Optional.empty();
  }

  private static String nameOf(String host) {
    int colon = host.lastIndexOf(':');
    return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
  }

  private static boolean isLoopback(String origin) {
    try {
      String host = URI.create(origin).getHost();
      return host != null && NAMES.contains(host);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
