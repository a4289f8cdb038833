package dev.leeway.webui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.clickhouse.testing.TestEngine;
import dev.leeway.signals.event.AgentSource;
import dev.leeway.signals.metric.MetricKind;
import dev.leeway.signals.metric.MetricSeries;
import dev.leeway.signals.metric.MetricSketch;
import dev.leeway.signals.metric.Reading;
import dev.leeway.signals.metric.SeriesId;
import dev.leeway.signals.metric.Temporality;
import dev.leeway.signals.metric.Totals;
import dev.leeway.storage.StorageConfig;
import dev.leeway.storage.http.ClickHouseClient;
import dev.leeway.storage.insert.BlockInserter;
import dev.leeway.storage.row.BlockWriter;
import dev.leeway.storage.row.MetricRow;
import dev.leeway.storage.row.MetricRows;
import dev.leeway.storage.schema.Migrations;
import dev.leeway.storage.schema.RetentionConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Metrics over HTTP, by whatever name OpenTelemetry lets them have. */
final class MetricsRestIT {
  private static final String DOTTED = "serve.queue.depth";
  private static final String SLASHED = "shop/cart.json/open-items";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static RunningWebUi pages;

  @BeforeAll
  static void serve() {
    StorageConfig storage = TestWebUi.storage(TestEngine.databaseFor(MetricsRestIT.class));
    try (ClickHouseClient client = new ClickHouseClient(storage)) {
      Migrations.apply(client, RetentionConfig.defaults());
      BlockWriter<MetricRow> writer = new BlockWriter<>(new MetricRows());
      Instant now = InstantSource.system().instant();
      writer.add(level(1, DOTTED, 7, now));
      writer.add(level(2, SLASHED, 3, now));
      new BlockInserter(client).insert(writer.finish(), "metrics");
    }
    pages = TestWebUi.start(storage, 0);
  }

  @AfterAll
  static void stop() {
    pages.close();
  }

  @Test
  void allAreListed() throws Exception {
    assertThat(json("metrics").path("items").valueStream())
        .extracting(item -> item.path("name").stringValue())
        .containsExactly(DOTTED, SLASHED);
  }

  @ParameterizedTest
  @ValueSource(strings = {DOTTED, SLASHED})
  void oneIsReadByItsNameDotsAndSlashesIncluded(String name) throws Exception {
    JsonNode series = json("metrics/" + name);
    assertThat(series.path("metric").stringValue()).isEqualTo(name);
    assertThat(series.at("/items/0/points/0/value").doubleValue())
        .isEqualTo(name.equals(DOTTED) ? 7 : 3);
  }

  @Test
  void noNameIsNotAMetric() throws Exception {
    assertThat(get("metrics/").statusCode()).isEqualTo(404);
  }

  @Test
  void thePathIsDocumentedWithTheNameAsItsParameter() throws Exception {
    JsonNode paths =
        JsonMapper.shared()
            .readTree(send(URI.create(root() + "/api/openapi.json")).body())
            .path("paths");
    JsonNode parameter =
        paths.path("/api/v1/metrics/{metric}").path("get").path("parameters").path(0);
    assertThat(parameter.path("name").stringValue()).isEqualTo("metric");
    assertThat(parameter.path("in").stringValue()).isEqualTo("path");
  }

  private static JsonNode json(String path) throws Exception {
    HttpResponse<String> response = get(path);
    assertThat(response.statusCode()).isEqualTo(200);
    return JsonMapper.shared().readTree(response.body());
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return send(URI.create(root() + "/api/v1/" + path));
  }

  private static HttpResponse<String> send(URI address) throws Exception {
    return HTTP.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
  }

  private static String root() {
    return "http://127.0.0.1:" + pages.port();
  }

  private static MetricRow level(int number, String metric, double value, Instant at) {
    Totals totals = Totals.number(value);
    MetricSeries series =
        new MetricSeries(
            new SeriesId(0, number),
            new AgentSource("default", "production", "vllm", "1", "gpu-1", "vllm", "1"),
            "scope",
            metric,
            "{item}",
            1,
            MetricKind.GAUGE,
            Temporality.UNSPECIFIED,
            false,
            List.of(new Reading(metric, Reading.Aspect.WHOLE)),
            Map.of(),
            Map.of());
    return new MetricRow(
        series,
        metric,
        0,
        at.toEpochMilli() * 1_000_000,
        totals,
        MetricSketch.of(totals, 1, Double.NaN, Double.NaN),
        0,
        List.of(),
        List.of(),
        at.toEpochMilli());
  }
}
