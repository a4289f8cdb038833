package dev.leeway.streamjobs.scenario;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.leeway.streamjobs.scenario.ScenarioSpans.Sent;
import dev.leeway.telemetry.json.Conversion;
import dev.leeway.telemetry.json.OtlpJson;
import dev.leeway.testkit.scenario.Scenario;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The metrics of a scenario as a Collector would have sent them: all points of a moment together.
 */
final class ScenarioMetrics {
  private static final int BYTES_MAX = 64 << 20;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final long shiftNanos;
  private final TreeMap<Long, ExportMetricsServiceRequest.Builder> byTime = new TreeMap<>();

  private ScenarioMetrics(long shiftMillis) {
    shiftNanos = shiftMillis * NANOS_PER_MILLI;
  }

  /** In order of their times, moved by so much; nothing where the scenario has no metrics. */
  static List<Sent> of(Scenario scenario, long shiftMillis) {
    Optional<byte[]> written = scenario.metrics();
    if (written.isEmpty()) {
      return List.of();
    }
    ScenarioMetrics metrics = new ScenarioMetrics(shiftMillis);
    for (ResourceMetrics resource : requestOf(scenario, written.get()).getResourceMetricsList()) {
      for (ScopeMetrics scope : resource.getScopeMetricsList()) {
        scope.getMetricsList().forEach(metric -> metrics.take(resource, scope, metric));
      }
    }
    return metrics.byTime.entrySet().stream()
        .map(entry ->
            new Sent(
                entry.getKey() / NANOS_PER_MILLI,
                ScenarioSpans.Signal.METRICS,
                entry.getValue().build().toByteArray()))
        .toList();
  }

  private void take(ResourceMetrics resource, ScopeMetrics scope, Metric metric) {
    switch (metric.getDataCase()) {
      case GAUGE ->
          metric.getGauge().getDataPointsList().stream()
              .map(this::moved)
              .forEach(point ->
                  put(
                      resource,
                      scope,
                      point.getTimeUnixNano(),
                      metric.toBuilder().setGauge(Gauge.newBuilder().addDataPoints(point))));
      case SUM ->
          metric.getSum().getDataPointsList().stream()
              .map(this::moved)
              .forEach(point -> {
                Sum.Builder sum = metric.getSum().toBuilder().clearDataPoints();
                put(
                    resource,
                    scope,
                    point.getTimeUnixNano(),
                    metric.toBuilder().setSum(sum.addDataPoints(point)));
              });
      case HISTOGRAM ->
          metric.getHistogram().getDataPointsList().stream()
              .map(this::moved)
              .forEach(point -> {
                Histogram.Builder all = metric.getHistogram().toBuilder().clearDataPoints();
                put(
                    resource,
                    scope,
                    point.getTimeUnixNano(),
                    metric.toBuilder().setHistogram(all.addDataPoints(point)));
              });
      case EXPONENTIAL_HISTOGRAM, SUMMARY, DATA_NOT_SET ->
          throw new IllegalStateException("no scenario has needed " + metric.getDataCase());
    }
  }

  private void put(
      ResourceMetrics resource, ScopeMetrics scope, long nanos, Metric.Builder metric) {
    byTime
        .computeIfAbsent(nanos, key -> ExportMetricsServiceRequest.newBuilder())
        .addResourceMetrics(
            resource.toBuilder()
                .clearScopeMetrics()
                .addScopeMetrics(scope.toBuilder().clearMetrics().addMetrics(metric)));
  }

  private NumberDataPoint moved(NumberDataPoint point) {
    return point.toBuilder()
        .setStartTimeUnixNano(moved(point.getStartTimeUnixNano()))
        .setTimeUnixNano(moved(point.getTimeUnixNano()))
        .build();
  }

  private HistogramDataPoint moved(HistogramDataPoint point) {
    return point.toBuilder()
        .setStartTimeUnixNano(moved(point.getStartTimeUnixNano()))
        .setTimeUnixNano(moved(point.getTimeUnixNano()))
        .build();
  }

  /** Zero says that nothing is known. */
  private long moved(long nanos) {
    return nanos == 0 ? 0 : nanos + shiftNanos;
  }

  private static ExportMetricsServiceRequest requestOf(Scenario scenario, byte[] json) {
    Conversion conversion = OtlpJson.toProtobuf(OtlpJson.Root.METRICS, json, BYTES_MAX);
    if (!(conversion instanceof Conversion.Protobuf protobuf)) {
      throw new IllegalStateException(scenario + ": " + conversion);
    }
    try {
      return ExportMetricsServiceRequest.parseFrom(protobuf.bytes());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(scenario + " is no metrics request", e);
    }
  }
}
