package dev.leeway.collector;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Small OTLP requests for tests. */
public final class Requests {
  private Requests() {}

  public static ExportTraceServiceRequest traces(Span... spans) {
    return traces(Arrays.asList(spans));
  }

  public static ExportTraceServiceRequest traces(List<Span> spans) {
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setResource(resource())
                .setSchemaUrl("https://opentelemetry.io/schemas/1.37.0")
                .addScopeSpans(
                    ScopeSpans.newBuilder()
                        .setScope(InstrumentationScope.newBuilder().setName("test").setVersion("1"))
                        .addAllSpans(spans)))
        .build();
  }

  public static List<Span> spans(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(Requests::span).toList();
  }

  /** A good span whose ids hold that number. */
  public static Span span(int number) {
    return Span.newBuilder()
        .setTraceId(id(16, number))
        .setSpanId(id(8, number))
        .setName("chat model")
        .setKind(Span.SpanKind.SPAN_KIND_CLIENT)
        .setStartTimeUnixNano(1_795_000_000_000_000_000L + number)
        .setEndTimeUnixNano(1_795_000_001_000_000_000L + number)
        .addAttributes(text("gen_ai.operation.name", "chat"))
        .addAttributes(text("gen_ai.request.model", "model-a"))
        .addAttributes(
            KeyValue.newBuilder()
                .setKey("gen_ai.usage.input_tokens")
                .setValue(AnyValue.newBuilder().setIntValue(120)))
        .addEvents(
            Span.Event.newBuilder()
                .setName("gen_ai.choice")
                .setTimeUnixNano(1_795_000_000_500_000_000L)
                .addAttributes(text("finish_reason", "stop")))
        .build();
  }

  public static ExportLogsServiceRequest logs(int count) {
    return logs(IntStream.rangeClosed(1, count).mapToObj(Requests::log).toArray(LogRecord[]::new));
  }

  public static ExportLogsServiceRequest logs(LogRecord... records) {
    return ExportLogsServiceRequest.newBuilder()
        .addResourceLogs(
            ResourceLogs.newBuilder()
                .setResource(resource())
                .addScopeLogs(ScopeLogs.newBuilder().addAllLogRecords(Arrays.asList(records))))
        .build();
  }

  /** A good log record whose ids hold that number. */
  public static LogRecord log(int number) {
    return LogRecord.newBuilder()
        .setTimeUnixNano(1_795_000_000_000_000_000L + number)
        .setBody(AnyValue.newBuilder().setStringValue("body " + number))
        .setTraceId(id(16, number))
        .setSpanId(id(8, number))
        .build();
  }

  /** One metric with that many data points. */
  public static ExportMetricsServiceRequest metrics(int count) {
    Sum.Builder sum =
        Sum.newBuilder()
            .setIsMonotonic(true)
            .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA);
    for (int i = 1; i <= count; i++) {
      sum.addDataPoints(
          NumberDataPoint.newBuilder()
              .setTimeUnixNano(1_795_000_000_000_000_000L)
              .setAsInt(i)
              .addAttributes(text("series", "s" + i)));
    }
    return metrics(Metric.newBuilder().setName("calls").setSum(sum).build());
  }

  public static ExportMetricsServiceRequest metrics(Metric... metrics) {
    return ExportMetricsServiceRequest.newBuilder()
        .addResourceMetrics(
            ResourceMetrics.newBuilder()
                .setResource(resource())
                .addScopeMetrics(ScopeMetrics.newBuilder().addAllMetrics(Arrays.asList(metrics))))
        .build();
  }

  public static KeyValue text(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  /** A value with that many values around it. */
  public static KeyValue nested(int levels) {
    AnyValue value = AnyValue.newBuilder().setIntValue(1).build();
    for (int i = 1; i < levels; i++) {
      value = AnyValue.newBuilder().setArrayValue(ArrayValue.newBuilder().addValues(value)).build();
    }
    return KeyValue.newBuilder().setKey("nested").setValue(value).build();
  }

  public static ByteString id(int bytes, int number) {
    byte[] id = new byte[bytes];
    id[0] = 0x5B;
    id[bytes - 1] = (byte) number;
    id[bytes - 2] = (byte) (number >>> 8);
    return ByteString.copyFrom(id);
  }

  private static Resource resource() {
    return Resource.newBuilder().addAttributes(text("service.name", "shop-agent")).build();
  }
}
