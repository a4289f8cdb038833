package dev.leeway.telemetry;

import dev.leeway.signals.metric.MetricPoint;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.List;

/** Requests of metrics for tests: a minute of each series, counted since its start. */
final class MetricRequests {
  static final long START_NANOS = Requests.START_NANOS;
  static final long TIME_NANOS = START_NANOS + 60_000_000_000L;

  private MetricRequests() {}

  static List<MetricPoint> points(String scope, Metric... metrics) {
    return decode(Requests.resource("service.name", "shop"), scope, metrics).points();
  }

  static DecodedMetrics decode(Resource resource, String scope, Metric... metrics) {
    return new MetricDecoder()
        .decode("acme", request(resource, scope, metrics), Requests.APPEND_MILLIS);
  }

  static byte[] request(Resource resource, String scope, Metric... metrics) {
    return ExportMetricsServiceRequest.newBuilder()
        .addResourceMetrics(
            ResourceMetrics.newBuilder()
                .setResource(resource)
                .addScopeMetrics(
                    ScopeMetrics.newBuilder()
                        .setScope(InstrumentationScope.newBuilder().setName(scope))
                        .addAllMetrics(List.of(metrics))))
        .build()
        .toByteArray();
  }

  static Metric gauge(String name, String unit, double value, Object... attributes) {
    return Metric.newBuilder()
        .setName(name)
        .setUnit(unit)
        .setGauge(Gauge.newBuilder().addDataPoints(number(attributes).setAsDouble(value)))
        .build();
  }

  static Metric counter(String name, String unit, double value, Object... attributes) {
    return Metric.newBuilder()
        .setName(name)
        .setUnit(unit)
        .setSum(
            Sum.newBuilder()
                .setAggregationTemporality(
                    AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE)
                .setIsMonotonic(true)
                .addDataPoints(number(attributes).setAsDouble(value)))
        .build();
  }

  /** A histogram of two values, one up to each bound. */
  static Metric histogram(
      String name, String unit, double sum, double bound, double next, Object... attributes) {
    return Metric.newBuilder()
        .setName(name)
        .setUnit(unit)
        .setHistogram(
            Histogram.newBuilder()
                .setAggregationTemporality(
                    AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE)
                .addDataPoints(
                    HistogramDataPoint.newBuilder()
                        .addAllAttributes(Requests.pairs(attributes))
                        .setStartTimeUnixNano(START_NANOS)
                        .setTimeUnixNano(TIME_NANOS)
                        .setCount(2)
                        .setSum(sum)
                        .addExplicitBounds(bound)
                        .addExplicitBounds(next)
                        .addBucketCounts(1)
                        .addBucketCounts(1)
                        .addBucketCounts(0)))
        .build();
  }

  static NumberDataPoint.Builder number(Object... attributes) {
    return NumberDataPoint.newBuilder()
        .addAllAttributes(Requests.pairs(attributes))
        .setStartTimeUnixNano(START_NANOS)
        .setTimeUnixNano(TIME_NANOS);
  }
}
