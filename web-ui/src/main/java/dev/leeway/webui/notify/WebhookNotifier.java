package dev.leeway.webui.notify;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;

/** Posts one message to the webhook; follows no redirect and discards what comes back. */
final class WebhookNotifier implements AutoCloseable {
  private final WebhookConfig config;
  private final InstantSource clock;
  private final HttpClient client;

  WebhookNotifier(WebhookConfig config, InstantSource clock) {
    this.config = config;
    this.clock = clock;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(config.timeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  Delivery deliver(byte[] body) throws InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(config.url())
            .timeout(config.timeout())
            .header("content-type", "application/json")
            .header("user-agent", "Leeway")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (!config.secret().value().isEmpty()) {
      long seconds = clock.instant().getEpochSecond();
      request.header(WebhookSignature.HEADER, WebhookSignature.of(config.secret(), seconds, body));
    }
    try {
      int status =
          client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
      if (status / 100 == 2) {
        return new Delivery.Delivered();
      }
      return new Delivery.NotDelivered("status " + status, status == 429 || status >= 500);
    } catch (IOException e) {
      return new Delivery.NotDelivered(e.toString(), true);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
