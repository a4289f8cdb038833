package dev.leeway.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.metrics.CollectorMetrics;
import dev.leeway.collector.otlp.Refusal;
import dev.leeway.collector.otlp.Signal;
import dev.leeway.kafka.EmbeddedKafka;
import dev.leeway.kafka.EmbeddedKafkaConfig;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.RetryPolicy;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The stock OpenTelemetry Java exporters while Kafka is away, and when it comes. */
final class ExporterRetryIT {
  private static final Duration TIMEOUT = Duration.ofSeconds(40);
  private static final RetryPolicy PATIENT =
      RetryPolicy.builder()
          .setMaxAttempts(5)
          .setInitialBackoff(Duration.ofSeconds(2))
          .setMaxBackoff(Duration.ofSeconds(5))
          .build();

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"http", "grpc"})
  void whatWasPutOffIsSentAgainAndStoredOnce(String protocol) {
    EmbeddedKafka once = EmbeddedKafka.start(EmbeddedKafkaConfig.defaults(directory));
    once.close();
    try (Collector collector =
            Collector.start(CollectorConfig.defaults().withPorts(0, 0), once.bootstrapServers());
        SdkTracerProvider tracers =
            SdkTracerProvider.builder()
                .addSpanProcessor(
                    BatchSpanProcessor.builder(exporter(protocol, collector))
                        .setExporterTimeout(TIMEOUT)
                        .build())
                .build()) {
      for (int i = 0; i < 10; i++) {
        tracers.get("test").spanBuilder("chat").startSpan().end();
      }
      CompletableResultCode flushed = tracers.forceFlush();
      Awaitility.await().until(() -> counts(collector).refusedRequestsSum() > 0);
      try (EmbeddedKafka kafka =
          EmbeddedKafka.start(EmbeddedKafkaConfig.defaults(directory).withPort(once.port()))) {
        assertThat(flushed.join(TIMEOUT.toSeconds(), TimeUnit.SECONDS).isSuccess()).isTrue();
        assertThat(kafka.check().serving()).isTrue();
        assertThat(counts(collector).accepted()).isEqualTo(10);
        assertThat(counts(collector).published()).isEqualTo(10);
        assertThat(counts(collector).refusedRequests()).containsOnlyKeys(Refusal.KAFKA_UNAVAILABLE);
        Equations.hold(collector);
      }
    }
  }

  private static SpanExporter exporter(String protocol, Collector collector) {
    return protocol.equals("grpc")
        ? OtlpGrpcSpanExporter.builder()
            .setEndpoint("http://127.0.0.1:" + collector.grpcPort())
            .setCompression("gzip")
            .setTimeout(TIMEOUT)
            .setRetryPolicy(PATIENT)
            .build()
        : OtlpHttpSpanExporter.builder()
            .setEndpoint("http://127.0.0.1:" + collector.httpPort() + "/v1/traces")
            .setCompression("gzip")
            .setTimeout(TIMEOUT)
            .setRetryPolicy(PATIENT)
            .build();
  }

  private static CollectorMetrics.Counts counts(Collector collector) {
    return collector.metrics().snapshot(Signal.TRACES);
  }
}
