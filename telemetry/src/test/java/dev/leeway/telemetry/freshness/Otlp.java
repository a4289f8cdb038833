package dev.leeway.telemetry.freshness;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import dev.leeway.telemetry.MappedSpan;
import dev.leeway.telemetry.SpanDecoder;
import dev.leeway.telemetry.UserIdHasher;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Export requests of the tests; all happens at one instant, and is appended two seconds later. */
final class Otlp {
  static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  static final long NOW_MILLIS = NOW.toEpochMilli();
  static final long APPEND_MILLIS = NOW_MILLIS + 2_000;
  private static final long NOW_NANOS = NOW_MILLIS * 1_000_000;

  private Otlp() {}

  static List<MappedSpan> decoded(Resource.Builder resource, Span.Builder... spans) {
    ScopeSpans.Builder scope = ScopeSpans.newBuilder();
    for (Span.Builder span : spans) {
      scope.addSpans(span);
    }
    byte[] request =
        ExportTraceServiceRequest.newBuilder()
            .addResourceSpans(ResourceSpans.newBuilder().setResource(resource).addScopeSpans(scope))
            .build()
            .toByteArray();
    return new SpanDecoder(new UserIdHasher("a secret of the tests".getBytes(UTF_8)))
        .decode("acme", request, APPEND_MILLIS)
        .spans();
  }

  /** A span that starts now and takes a second. */
  static Span.Builder span(int id, Object... attributes) {
    return Span.newBuilder()
        .setTraceId(ByteString.fromHex("0102030405060708090a0b0c0d0e0f10"))
        .setSpanId(ByteString.fromHex("11121314151617%02x".formatted(id)))
        .setName("step")
        .setStartTimeUnixNano(NOW_NANOS)
        .setEndTimeUnixNano(NOW_NANOS + 1_000_000_000L)
        .addAllAttributes(pairs(attributes));
  }

  static byte[] logs(Resource.Builder resource, LogRecord.Builder... records) {
    ScopeLogs.Builder scope = ScopeLogs.newBuilder();
    for (LogRecord.Builder record : records) {
      scope.addLogRecords(record);
    }
    return ExportLogsServiceRequest.newBuilder()
        .addResourceLogs(ResourceLogs.newBuilder().setResource(resource).addScopeLogs(scope))
        .build()
        .toByteArray();
  }

  static LogRecord.Builder record(Object... attributes) {
    return LogRecord.newBuilder()
        .setTimeUnixNano(NOW_NANOS)
        .setEventName("data_source.update")
        .addAllAttributes(pairs(attributes));
  }

  static byte[] metrics(Metric.Builder... metrics) {
    return metrics(resource("service.name", "pipeline"), metrics);
  }

  static byte[] metrics(Resource.Builder resource, Metric.Builder... metrics) {
    ScopeMetrics.Builder scope = ScopeMetrics.newBuilder();
    for (Metric.Builder metric : metrics) {
      scope.addMetrics(metric);
    }
    return ExportMetricsServiceRequest.newBuilder()
        .addResourceMetrics(
            ResourceMetrics.newBuilder().setResource(resource).addScopeMetrics(scope))
        .build()
        .toByteArray();
  }

  static Metric.Builder gauge(String name, NumberDataPoint.Builder... points) {
    Gauge.Builder gauge = Gauge.newBuilder();
    for (NumberDataPoint.Builder point : points) {
      gauge.addDataPoints(point);
    }
    return Metric.newBuilder().setName(name).setGauge(gauge);
  }

  static Metric.Builder counter(
      String name, AggregationTemporality temporality, NumberDataPoint.Builder... points) {
    Sum.Builder sum = Sum.newBuilder().setAggregationTemporality(temporality).setIsMonotonic(true);
    for (NumberDataPoint.Builder point : points) {
      sum.addDataPoints(point);
    }
    return Metric.newBuilder().setName(name).setSum(sum);
  }

  static NumberDataPoint.Builder point(double value, Object... attributes) {
    return NumberDataPoint.newBuilder()
        .setTimeUnixNano(NOW_NANOS)
        .setAsDouble(value)
        .addAllAttributes(pairs(attributes));
  }

  static Resource.Builder resource(Object... attributes) {
    return Resource.newBuilder().addAllAttributes(pairs(attributes));
  }

  static List<KeyValue> pairs(Object... pairs) {
    List<KeyValue> all = new ArrayList<>();
    for (int i = 0; i < pairs.length; i += 2) {
      all.add(
          KeyValue.newBuilder().setKey((String) pairs[i]).setValue(value(pairs[i + 1])).build());
    }
    return all;
  }

  private static AnyValue value(Object value) {
    return switch (value) {
      case Long number -> AnyValue.newBuilder().setIntValue(number).build();
      case Integer number -> AnyValue.newBuilder().setIntValue(number).build();
      case Double number -> AnyValue.newBuilder().setDoubleValue(number).build();
      case Boolean yes -> AnyValue.newBuilder().setBoolValue(yes).build();
      default -> AnyValue.newBuilder().setStringValue(value.toString()).build();
    };
  }
}
