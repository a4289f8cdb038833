package dev.leeway.webui;

import dev.leeway.clickhouse.testing.TestDatabase;
import dev.leeway.storage.StorageConfig;
import dev.leeway.webui.config.WebUiConfig;
import dev.leeway.webui.config.WebUiSettings;
import dev.leeway.webui.health.HealthReport;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetAddress;
import java.net.URI;
import java.time.InstantSource;

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
            () -> HealthReport.of(new HealthReport.Part("clickhouse", false, "does not answer")));
    return WebUi.start(config, settings);
  }
}
