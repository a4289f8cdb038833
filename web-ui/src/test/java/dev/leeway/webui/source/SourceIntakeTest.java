package dev.leeway.webui.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import dev.leeway.signals.rules.RuleBook;
import dev.leeway.storage.StorageConfig;
import dev.leeway.webui.config.WebUiConfig;
import dev.leeway.webui.config.WebUiSettings;
import dev.leeway.webui.health.HealthReport;
import dev.leeway.webui.intake.CollectorLogs;
import dev.leeway.webui.intake.IntakeFailedException;
import dev.leeway.webui.intake.IntakeRefusedException;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With a collector that answers as told. */
final class SourceIntakeTest {
  private static final List<SourceEvent> EVENTS =
      List.of(new SourceEvent(Instant.EPOCH, Map.of("data_source.id", "orders")));

  private final PrometheusMeterRegistry metrics =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private HttpServer collector;
  private SourceIntake intake;
  private volatile int status = 200;
  private volatile String answer = "{}";

  @BeforeEach
  void startCollector() throws IOException {
    collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext(
        "/v1/logs",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          byte[] body = answer.getBytes(UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    collector.start();
    URI address = URI.create("http://127.0.0.1:" + collector.getAddress().getPort());
    intake =
        new SourceIntake(
            new CollectorLogs(
                new WebUiConfig(
                    InetAddress.getLoopbackAddress(),
                    0,
                    StorageConfig.defaults(),
                    "127.0.0.1:1",
                    address,
                    address,
                    "default")),
            new WebUiSettings(
                InstantSource.fixed(Instant.EPOCH),
                metrics,
                () -> HealthReport.of(new HealthReport.Part("web-ui", true, "serves pages")),
                () -> HealthReport.of(new HealthReport.Part("web-ui", true, "serves pages")),
                RuleBook.defaults(),
                Optional.empty()));
  }

  @AfterEach
  void stopCollector() {
    collector.stop(0);
  }

  @Test
  void whatTheCollectorTookIsCounted() {
    intake.take(EVENTS);
    assertThat(metrics.counter("leeway.web.source.events").count()).isEqualTo(1);
    assertThat(metrics.counter("leeway.web.source.failures").count()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 413, 415})
  void aRefusalKeepsItsStatus(int refusal) {
    status = refusal;
    answer = "too deep";
    assertThatExceptionOfType(IntakeRefusedException.class)
        .isThrownBy(() -> intake.take(EVENTS))
        .withMessage("the collector answered %d: too deep", refusal)
        .returns(refusal, IntakeRefusedException::status);
    assertThat(metrics.counter("leeway.web.source.failures").count()).isEqualTo(1);
  }

  @Test
  void aPartThatWasRefusedWouldBeRefusedAgain() {
    answer = "{\"partialSuccess\":{\"rejectedLogRecords\":\"1\",\"errorMessage\":\"no\"}}";
    assertThatExceptionOfType(IntakeRefusedException.class)
        .isThrownBy(() -> intake.take(EVENTS))
        .returns(400, IntakeRefusedException::status);
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503})
  void aBusyCollectorMayBeAskedAgain(int busy) {
    status = busy;
    assertThatExceptionOfType(IntakeFailedException.class).isThrownBy(() -> intake.take(EVENTS));
    assertThat(metrics.counter("leeway.web.source.failures").count()).isEqualTo(1);
  }

  @Test
  void aCollectorThatIsAwayMayBeAskedAgain() {
    collector.stop(0);
    assertThatExceptionOfType(IntakeFailedException.class).isThrownBy(() -> intake.take(EVENTS));
  }
}
