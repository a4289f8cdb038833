package dev.leeway.standalone.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Reads the numbers of a running Leeway from its {@code /metrics} page. */
public final class Metrics {
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final URI web;

  public Metrics(URI web) {
    this.web = web;
  }

  /** Every sample by name, samples that differ by labels alone added up. */
  public Map<String, Double> read() throws IOException, InterruptedException {
    Map<String, Double> samples = new TreeMap<>();
    for (String line : get("/metrics").lines().toList()) {
      int value = line.lastIndexOf(' ');
      if (line.startsWith("#") || value < 0) {
        continue;
      }
      String name = line.substring(0, value);
      int labels = name.indexOf('{');
      samples.merge(
          labels < 0 ? name : name.substring(0, labels),
          Double.parseDouble(line.substring(value + 1)),
          Double::sum);
    }
    return samples;
  }

  /** The engine's process, which is another one after a restart. */
  public long enginePid() throws IOException, InterruptedException {
    return read().getOrDefault("leeway_clickhouse_pid", 0.0).longValue();
  }

  public String get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(web.resolve(path)).timeout(Duration.ofSeconds(30)).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
