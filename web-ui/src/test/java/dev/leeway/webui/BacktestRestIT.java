package dev.leeway.webui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.clickhouse.testing.TestEngine;
import dev.leeway.storage.StorageConfig;
import dev.leeway.webui.fleet.SeededFleet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Rules in, and what they would have found in a fleet's stored windows out. */
final class BacktestRestIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static RunningWebUi pages;

  @BeforeAll
  static void serve() {
    StorageConfig storage = TestWebUi.storage(TestEngine.databaseFor(BacktestRestIT.class));
    SeededFleet.write(storage, InstantSource.system().instant());
    pages = TestWebUi.start(storage, 0);
  }

  @AfterAll
  static void stop() {
    pages.close();
  }

  @Test
  void rulesInYamlAreTestedOverTheDaysThatAreAskedFor() {
    HttpResponse<String> response =
        post("?days=2", "detection:\n  false_pages_per_week: 5\n  runs_to_learn: 200\n");

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    JsonNode report = JsonMapper.shared().readTree(response.body());
    assertThat(report.path("windows").longValue()).isPositive();
    assertThat(report.path("agents").intValue()).isPositive();
    assertThat(report.at("/drift/falsePerWeekPromised").doubleValue()).isEqualTo(5);
    assertThat(report.at("/drift/wishes")).hasSize(4);
    assertThat(report.path("findings"))
        .allSatisfy(finding -> assertThat(finding.path("effectText").stringValue()).isNotEmpty());
  }

  @Test
  void rulesInJsonAreTheSameAndTheTableIsLeftOutWhenNobodyWantsIt() {
    HttpResponse<String> response =
        post("?days=1&wishes=false", "{\"detection\": {\"false_pages_per_week\": 5}}");

    JsonNode report = JsonMapper.shared().readTree(response.body());
    assertThat(report.at("/drift/falsePerWeekPromised").doubleValue()).isEqualTo(5);
    assertThat(report.at("/drift/wishes")).isEmpty();
  }

  @Test
  void everythingThatIsWrongWithTheRulesIsAnswered() {
    HttpResponse<String> response = post("", "detektion: {}\nslices: {per_tenant: 0}\n");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).contains("application/problem+json"));
    assertThat(JsonMapper.shared().readTree(response.body()).path("problems"))
        .extracting(JsonNode::stringValue)
        .containsExactly(
            "line 1: no key 'detektion'; nearest: detection",
            "line 2: slices.per_tenant: expected a whole number from 1 to 100000, came '0'");
  }

  @Test
  void rangesThatMakeNoSenseAreRefused() {
    assertThat(post("?days=0", "").statusCode()).isEqualTo(400);
    assertThat(post("?days=1&from=" + Instant.EPOCH, "").body()).contains("came both");
    assertThat(post("?from=1999-01-01T00:00:00Z", "").body()).contains("to 400 days");
    assertThat(post("", "x".repeat((1 << 20) + 1)).statusCode()).isEqualTo(413);
  }

  private static HttpResponse<String> post(String query, String rules) {
    URI uri = URI.create("http://127.0.0.1:" + pages.port() + "/api/v1/backtest" + query);
    try {
      return HTTP.send(
          HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString(rules)).build(),
          BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
