package dev.leeway.webui;

import dev.leeway.clickhouse.testing.TestDatabase;
import dev.leeway.signals.rules.RuleBook;
import dev.leeway.signals.rules.RulesRead;
import dev.leeway.storage.StorageConfig;
import dev.leeway.storage.rules.RulesFile;
import dev.leeway.webui.config.WebUiConfig;
import dev.leeway.webui.config.WebUiSettings;
import dev.leeway.webui.health.HealthReport;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;

/** Starts the pages for a test. */
final class TestWebUi {
  private TestWebUi() {}

  static StorageConfig storage(TestDatabase database) {
    return StorageConfig.defaults()
        .withUri(database.uri())
        .withDatabase(database.name())
        .withCredentials(database.user(), database.password());
  }

  static RunningWebUi start(StorageConfig storage, int port) {
    return start(storage, port, "127.0.0.1:1");
  }

  /** At any port, with a collector at that address. */
  static RunningWebUi start(StorageConfig storage, URI collector) {
    return start(storage, 0, "127.0.0.1:1", collector);
  }

  static RunningWebUi start(StorageConfig storage, int port, String kafka) {
    return start(storage, port, kafka, URI.create("http://127.0.0.1:4318"));
  }

  private static RunningWebUi start(StorageConfig storage, int port, String kafka, URI collector) {
    WebUiConfig config =
        new WebUiConfig(
            InetAddress.getLoopbackAddress(),
            port,
            storage,
            kafka,
            URI.create("http://127.0.0.1:4317"),
            collector,
            "default");
    WebUiSettings settings =
        new WebUiSettings(
            InstantSource.system(),
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
            () -> HealthReport.of(new HealthReport.Part("web-ui", true, "serves pages")),
            () -> HealthReport.of(new HealthReport.Part("clickhouse", false, "does not answer")),
            rules(),
            Optional.of(new WordOverlap()));
    return WebUi.start(config, settings);
  }

  /** Owners of one agent, and what it promises. */
  private static RuleBook rules() {
    RulesRead read =
        RulesFile.parse(
            """
            agents:
              - match: {agent: shop-*}
                owner: shop team
                runbook_url: https://wiki.example/shop-assistant
                labels: {tier: gold, pager: shop}
              - match: {agent: shop-*, signal: complexity.*}
                severity: critical
            budgets:
              - {agent: shop-*, objective: 0.97}
              - {agent: shop-*, signal: run.duration, at_most: 20000, objective: 0.9}
            """);
    return switch (read) {
      case RulesRead.Good good -> good.book();
      case RulesRead.Bad bad -> throw new IllegalStateException(bad.problems().toString());
    };
  }
}
