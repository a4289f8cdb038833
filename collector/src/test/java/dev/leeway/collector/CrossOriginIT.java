package dev.leeway.collector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpMethod;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Pages of other origins, which a browser keeps away unless the answer lets them in. */
final class CrossOriginIT {
  private static final String APP = "https://app.example";
  private static final byte[] EMPTY = "{}".getBytes(UTF_8);

  /** Nothing that is asked here needs Kafka. */
  private static Collector start(Set<String> origins) {
    return Collector.start(
        CollectorConfig.defaults().withPorts(0, 0).withCorsOrigins(origins), "127.0.0.1:1");
  }

  @Test
  void byDefaultNoPageIsLetIn() {
    try (Collector collector = start(Set.of())) {
      assertThat(preflight(collector, APP).status().code()).isEqualTo(403);
      assertThat(export(collector, APP, "application/json").status().code()).isEqualTo(403);
      AggregatedHttpResponse local = preflight(collector, "http://localhost:3000");
      assertThat(local.status().code()).isEqualTo(405);
      assertThat(local.headers().contains("access-control-allow-origin")).isFalse();
    }
  }

  @Test
  void aNamedOriginMayExportWithCredentials() {
    try (Collector collector = start(Set.of(APP))) {
      AggregatedHttpResponse preflight = preflight(collector, APP);
      assertThat(preflight.status().code()).isEqualTo(200);
      assertThat(preflight.headers().get("access-control-allow-origin")).isEqualTo(APP);
      assertThat(preflight.headers().get("access-control-allow-credentials")).isEqualTo("true");
      assertThat(preflight.headers().get("access-control-allow-methods")).isEqualTo("POST");
      assertThat(preflight.headers().get("access-control-allow-headers", "").split(", *", -1))
          .contains("content-type", "authorization", "x-api-key", "traceparent");
      AggregatedHttpResponse export = export(collector, APP, "application/json");
      assertThat(export.status().code()).isEqualTo(200);
      assertThat(export.headers().get("access-control-allow-origin")).isEqualTo(APP);
      AggregatedHttpResponse refused = export(collector, APP, "text/plain");
      assertThat(refused.status().code()).isEqualTo(415);
      assertThat(refused.headers().get("access-control-allow-origin")).isEqualTo(APP);
    }
  }

  @Test
  void anotherOriginIsStillForbidden() {
    try (Collector collector = start(Set.of(APP))) {
      AggregatedHttpResponse preflight = preflight(collector, "https://evil.example");
      assertThat(preflight.status().code()).isEqualTo(403);
      assertThat(preflight.headers().contains("access-control-allow-origin")).isFalse();
    }
  }

  @Test
  void everybodysPagesComeWithoutCredentials() {
    try (Collector collector = start(Set.of("*"))) {
      AggregatedHttpResponse preflight = preflight(collector, "https://any.example");
      assertThat(preflight.status().code()).isEqualTo(200);
      assertThat(preflight.headers().get("access-control-allow-origin")).isEqualTo("*");
      assertThat(preflight.headers().contains("access-control-allow-credentials")).isFalse();
      assertThat(export(collector, "https://any.example", "application/json").status().code())
          .isEqualTo(200);
    }
  }

  private static AggregatedHttpResponse preflight(Collector collector, String origin) {
    return new Client(collector)
        .http(
            HttpMethod.OPTIONS,
            "/v1/traces",
            Map.of(
                "origin",
                origin,
                "access-control-request-method",
                "POST",
                "access-control-request-headers",
                "content-type,authorization"),
            new byte[0]);
  }

  private static AggregatedHttpResponse export(
      Collector collector, String origin, String contentType) {
    return new Client(collector)
        .http(
            HttpMethod.POST,
            "/v1/traces",
            Map.of("origin", origin, "content-type", contentType),
            EMPTY);
  }
}
