package dev.leeway.standalone.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks ClickHouse for one number over HTTP, as {@code curl} would. */
final class ClickHouseQuery {
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final URI clickHouse;

  ClickHouseQuery(URI clickHouse) {
    this.clickHouse = clickHouse;
  }

  double number(String sql) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(clickHouse.resolve("/?database=leeway"))
            .timeout(Duration.ofSeconds(30))
            .POST(HttpRequest.BodyPublishers.ofString(sql))
            .build();
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(response.body().strip());
    }
    return Double.parseDouble(response.body().strip());
  }
}
