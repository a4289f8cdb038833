package dev.leeway.webui.notify;

import java.net.URI;
import java.time.Duration;

/**
 * One webhook target.
 *
 * @param secret key of the signature; without one, messages go unsigned
 * @param timeout how long one delivery may take
 * @param retryFor how long a message is tried before it is given up and counted as failed
 */
public record WebhookConfig(URI url, Secret secret, Duration timeout, Duration retryFor) {
  public WebhookConfig {
    String scheme = url.getScheme();
    if (url.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
      throw new IllegalArgumentException("webhook: expected http(s)://host/path, came " + url);
    }
    if (!timeout.isPositive() || !retryFor.isPositive()) {
      throw new IllegalArgumentException(
          "webhook: times must be positive: " + timeout + ", " + retryFor);
    }
  }

  public static WebhookConfig of(URI url, Secret secret) {
    return new WebhookConfig(url, secret, Duration.ofSeconds(10), Duration.ofHours(1));
  }
}
