package dev.leeway.storage.http;

import dev.leeway.storage.StorageConfig;
import dev.leeway.storage.StorageException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Speaks ClickHouse's HTTP protocol: statements as text, rows as RowBinary, errors as {@link
 * StorageException}. Thread-safe; each call is one request, never repeated here.
 *
 * <p>Over the JDK's client, not ClickHouse's: what is needed is one POST with bytes, and the
 * status, exception code and text of its answer; that is less code here than options there, and it
 * adds nothing to what a Flink image must load.
 */
public final class ClickHouseClient implements AutoCloseable {
  private static final int OK = 200;
  private static final int MESSAGE_CHARS_MAX = 2_000;

  private final StorageConfig config;
  private final HttpClient http;

  public ClickHouseClient(StorageConfig config) {
    this.config = config;
    this.http =
        HttpClient.newBuilder()
            // An upgrade to HTTP/2 is offered with each first request otherwise, bodies included.
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(config.connectTimeout())
            .build();
  }

  public StorageConfig config() {
    return config;
  }

  /** Whether statements would work now: fails as any statement would. */
  public void check() {
    query("SELECT 1 FORMAT RowBinary");
  }

  /** Runs a statement in the configured database; its output, if any, is dropped. */
  public void execute(String sql) {
    query(sql);
  }

  /** Runs a statement outside of any database, for the one that creates it. */
  public void executeWithoutDatabase(String sql) {
    send(address(Map.of()), text(sql), config.statementTimeout());
  }

  /**
   * The whole output of a query, in the format that its text names. The caller bounds it, by LIMIT.
   */
  public byte[] query(String sql) {
    return send(address(settings(Map.of())), text(sql), config.statementTimeout());
  }

  /** Streams a body, such as RowBinary rows, into an INSERT that names the format. */
  public void insert(String sql, Map<String, String> settings, BodyPublisher body) {
    Map<String, String> parameters = settings(settings);
    parameters.put("query", sql);
    send(address(parameters), body, config.insertTimeout());
  }

  @Override
  public void close() {
    http.close();
  }

  private static BodyPublisher text(String sql) {
    return BodyPublishers.ofString(sql, StandardCharsets.UTF_8);
  }

  private Map<String, String> settings(Map<String, String> settings) {
    Map<String, String> parameters = new LinkedHashMap<>(settings);
    parameters.put("database", config.database());
    // Otherwise an error that comes late follows a status 200 that was sent early.
    parameters.put("wait_end_of_query", "1");
    return parameters;
  }

  private URI address(Map<String, String> parameters) {
    StringBuilder query = new StringBuilder();
    parameters.forEach((name, value) ->
        query
            .append(query.isEmpty() ? '?' : '&')
            .append(name)
            .append('=')
            .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return config.uri().resolve("/" + query);
  }

  private byte[] send(URI address, BodyPublisher body, Duration timeout) {
    HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(timeout).POST(body);
    if (!config.user().isEmpty()) {
      request.header("X-ClickHouse-User", config.user());
      request.header("X-ClickHouse-Key", config.password());
    }
    HttpResponse<byte[]> response;
    try {
      response = http.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw StorageException.unanswered(
          "no answer from clickhouse at %s: %s".formatted(config.uri(), e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StorageException.unanswered("interrupted while waiting for clickhouse", e);
    }
    int code = codeOf(response);
    if (response.statusCode() != OK || code != 0) {
      throw refusal(response, code);
    }
    return response.body();
  }

  private StorageException refusal(HttpResponse<byte[]> response, int code) {
    String message = new String(response.body(), StandardCharsets.UTF_8).strip();
    return StorageException.answered(
        "clickhouse at %s answered status %d, code %d: %s"
            .formatted(
                config.uri(),
                response.statusCode(),
                code,
                message.substring(0, Math.min(message.length(), MESSAGE_CHARS_MAX))),
        ServerErrors.retryable(response.statusCode(), code),
        code);
  }

  private static int codeOf(HttpResponse<byte[]> response) {
    String code = response.headers().firstValue("X-ClickHouse-Exception-Code").orElse("0");
    return code.matches("\\d{1,9}") ? Integer.parseInt(code) : 0;
  }
}
