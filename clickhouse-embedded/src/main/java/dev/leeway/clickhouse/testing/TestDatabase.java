package dev.leeway.clickhouse.testing;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * An empty database on a ClickHouse server.
 *
 * @param uri of the server, such as {@code http://127.0.0.1:8123}
 * @param name of the database
 */
public record TestDatabase(URI uri, String name, String user, String password) {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Duration LIMIT = Duration.ofMinutes(1);

  /** For JDBC, with database, user and password in it. */
  public String jdbcUrl() {
    return "jdbc:clickhouse:"
        + uri
        + "/"
        + name
        + "?user="
        + URLEncoder.encode(user, StandardCharsets.UTF_8)
        + "&password="
        + URLEncoder.encode(password, StandardCharsets.UTF_8);
  }

  /**
   * Runs a statement in the database.
   *
   * @return the result, tab separated
   */
  public String execute(String sql) {
    return execute(sql, name);
  }

  String execute(String sql, String database) {
    HttpRequest request =
        HttpRequest.newBuilder(uri.resolve("/"))
            .header("X-ClickHouse-User", user)
            .header("X-ClickHouse-Key", password)
            .header("X-ClickHouse-Database", database)
            .timeout(LIMIT)
            .POST(BodyPublishers.ofString(sql))
            .build();
    try {
      HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IllegalStateException(sql + ": " + response.body());
      }
      return response.body();
    } catch (IOException e) {
      throw new IllegalStateException(sql, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(sql, e);
    }
  }
}
