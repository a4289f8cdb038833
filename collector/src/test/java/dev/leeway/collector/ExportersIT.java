package dev.leeway.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.linecorp.armeria.client.grpc.GrpcClients;
import dev.leeway.collector.otlp.Signal;
import dev.leeway.kafka.EmbeddedKafka;
import dev.leeway.kafka.EmbeddedKafkaConfig;
import io.grpc.StatusRuntimeException;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.logs.OtlpGrpcLogRecordExporter;
import io.opentelemetry.exporter.otlp.metrics.OtlpGrpcMetricExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.proto.collector.logs.v1.LogsServiceGrpc;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.logs.export.SimpleLogRecordProcessor;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The stock OpenTelemetry Java exporters and a stock gRPC client. */
final class ExportersIT {
  @TempDir private static Path directory;
  private static EmbeddedKafka kafka;
  private static Collector collector;

  @BeforeAll
  static void start() {
    kafka = EmbeddedKafka.start(EmbeddedKafkaConfig.defaults(directory));
    collector =
        Collector.start(CollectorConfig.defaults().withPorts(0, 0), kafka.bootstrapServers());
    Client client = new Client(collector);
    byte[] span = Requests.traces(Requests.span(1)).toByteArray();
    Awaitility.await()
        .until(
            () -> client.post("/v1/traces", "application/x-protobuf", span).status().code() == 200);
  }

  @AfterAll
  static void stop() {
    collector.close();
    kafka.close();
  }

  @AfterEach
  void equationsHold() {
    Equations.hold(collector);
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "gzip"})
  void overHttp(String compression) throws Exception {
    String base = "http://127.0.0.1:" + collector.httpPort();
    exportsArrive(
        OtlpHttpSpanExporter.builder()
            .setEndpoint(base + "/v1/traces")
            .setCompression(compression)
            .build(),
        OtlpHttpMetricExporter.builder()
            .setEndpoint(base + "/v1/metrics")
            .setCompression(compression)
            .build(),
        OtlpHttpLogRecordExporter.builder()
            .setEndpoint(base + "/v1/logs")
            .setCompression(compression)
            .build());
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "gzip"})
  void overGrpc(String compression) throws Exception {
    String base = "http://127.0.0.1:" + collector.grpcPort();
    exportsArrive(
        OtlpGrpcSpanExporter.builder().setEndpoint(base).setCompression(compression).build(),
        OtlpGrpcMetricExporter.builder().setEndpoint(base).setCompression(compression).build(),
        OtlpGrpcLogRecordExporter.builder().setEndpoint(base).setCompression(compression).build());
  }

  @Test
  void aStockGrpcClientReadsAnswersAndErrors() {
    String uri = "gproto+h2c://127.0.0.1:" + collector.grpcPort();
    TraceServiceGrpc.TraceServiceBlockingStub traces =
        GrpcClients.newClient(uri, TraceServiceGrpc.TraceServiceBlockingStub.class);
    assertThat(traces.export(Requests.traces(Requests.spans(2))))
        .isEqualTo(ExportTraceServiceResponse.getDefaultInstance());
    assertThat(
            traces
                .export(Requests.traces(Requests.span(1).toBuilder().clearTraceId().build()))
                .getPartialSuccess()
                .getRejectedSpans())
        .isEqualTo(1);
    LogsServiceGrpc.LogsServiceBlockingStub logs =
        GrpcClients.newClient(uri, LogsServiceGrpc.LogsServiceBlockingStub.class);
    assertThat(logs.export(Requests.logs(3)).hasPartialSuccess()).isFalse();
    assertThatThrownBy(() ->
            traces.export(
                Requests.traces(Requests.span(1).toBuilder().setName("ü".repeat(700_000)).build())))
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessageContaining("RESOURCE_EXHAUSTED")
        .hasMessageContaining("does not fit into 1000000 bytes");
  }

  private static void exportsArrive(
      SpanExporter spans, MetricExporter metrics, LogRecordExporter logs) throws Exception {
    try (KafkaTail spanTail = new KafkaTail(kafka.bootstrapServers(), Signal.TRACES.topic());
        KafkaTail metricTail = new KafkaTail(kafka.bootstrapServers(), Signal.METRICS.topic());
        KafkaTail logTail = new KafkaTail(kafka.bootstrapServers(), Signal.LOGS.topic())) {
      PeriodicMetricReader reader = PeriodicMetricReader.create(metrics);
      try (OpenTelemetrySdk sdk =
          OpenTelemetrySdk.builder()
              .setTracerProvider(
                  SdkTracerProvider.builder()
                      .addSpanProcessor(BatchSpanProcessor.builder(spans).build())
                      .build())
              .setMeterProvider(SdkMeterProvider.builder().registerMetricReader(reader).build())
              .setLoggerProvider(
                  SdkLoggerProvider.builder()
                      .addLogRecordProcessor(SimpleLogRecordProcessor.create(logs))
                      .build())
              .build()) {
        for (int i = 0; i < 10; i++) {
          sdk.getTracer("test")
              .spanBuilder("chat")
              .setAttribute(AttributeKey.stringKey("gen_ai.operation.name"), "chat")
              .startSpan()
              .end();
        }
        sdk.getMeter("test").counterBuilder("calls").build().add(3);
        sdk.getLogsBridge().get("test").logRecordBuilder().setBody("hello").emit();
        assertThat(sdk.getSdkTracerProvider().forceFlush().join(20, TimeUnit.SECONDS).isSuccess())
            .isTrue();
        assertThat(reader.forceFlush().join(20, TimeUnit.SECONDS).isSuccess()).isTrue();
        assertThat(sdk.getSdkLoggerProvider().forceFlush().join(20, TimeUnit.SECONDS).isSuccess())
            .isTrue();
      }
      int found = 0;
      for (var record : spanTail.read()) {
        found +=
            ExportTraceServiceRequest.parseFrom(record.value())
                .getResourceSpans(0)
                .getScopeSpans(0)
                .getSpansCount();
      }
      assertThat(found).isEqualTo(10);
      assertThat(List.of(metricTail.read().isEmpty(), logTail.read().isEmpty()))
          .containsExactly(false, false);
    }
  }
}
