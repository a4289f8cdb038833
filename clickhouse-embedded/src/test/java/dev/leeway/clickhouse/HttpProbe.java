package dev.leeway.clickhouse;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** Requests as curl would send them, one builder call per flag. Immutable. */
public record HttpProbe(URI base, List<String> headers, List<String> parameters) {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Duration LIMIT = Duration.ofMinutes(2);

  public static HttpProbe at(URI base) {
    return new HttpProbe(base, List.of(), List.of());
  }

  public HttpProbe header(String name, String value) {
    return new HttpProbe(base, plus(headers, name, value), parameters);
  }

  public HttpProbe token(String token) {
    return header("X-ClickHouse-Key", token);
  }

  public HttpProbe with(String name, String value) {
    return new HttpProbe(base, headers, plus(parameters, name, value));
  }

  public HttpResponse<byte[]> get() throws IOException, InterruptedException {
    return CLIENT.send(request("/").GET().build(), BodyHandlers.ofByteArray());
  }

  public HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
    return CLIENT.send(request(path).GET().build(), BodyHandlers.ofByteArray());
  }

  public HttpResponse<byte[]> post(byte[] body) throws IOException, InterruptedException {
    return CLIENT.send(
        request("/").POST(BodyPublishers.ofByteArray(body)).build(), BodyHandlers.ofByteArray());
  }

  public HttpResponse<byte[]> post(String body) throws IOException, InterruptedException {
    return post(body.getBytes(StandardCharsets.UTF_8));
  }

  public HttpResponse<InputStream> postForStream(String body)
      throws IOException, InterruptedException {
    return CLIENT.send(
        request("/").POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofInputStream());
  }

  public static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  private HttpRequest.Builder request(String path) {
    StringJoiner query = new StringJoiner("&");
    for (int i = 0; i < parameters.size(); i += 2) {
      query.add(
          parameters.get(i)
              + "="
              + URLEncoder.encode(parameters.get(i + 1), StandardCharsets.UTF_8));
    }
    String address = path + (parameters.isEmpty() ? "" : "?" + query);
    HttpRequest.Builder builder = HttpRequest.newBuilder(base.resolve(address)).timeout(LIMIT);
    if (!headers.isEmpty()) {
      builder.headers(headers.toArray(String[]::new));
    }
    return builder;
  }

  private static List<String> plus(List<String> list, String name, String value) {
    List<String> longer = new ArrayList<>(list);
    longer.add(name);
    longer.add(value);
    return List.copyOf(longer);
  }
}
