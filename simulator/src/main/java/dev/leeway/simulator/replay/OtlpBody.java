package dev.leeway.simulator.replay;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.leeway.simulator.otlp.Attributes;
import dev.leeway.simulator.otlp.OtlpSignal;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A recorded OTLP request that can be moved in time and given to another agent.
 *
 * @param lastNanos its latest event time, zero when it has none
 */
@SuppressWarnings("ArrayRecordComponent") // Handed over, never compared.
record OtlpBody(OtlpSignal signal, byte[] bytes, long items, long firstNanos, long lastNanos) {

  static OtlpBody parse(OtlpSignal signal, byte[] bytes) throws InvalidProtocolBufferException {
    return rewritten(signal, bytes, 0, Optional.empty());
  }

  /** The same request with its times moved and, where given, {@code service.name} replaced. */
  OtlpBody moved(long shiftNanos, Optional<String> agent) throws InvalidProtocolBufferException {
    return shiftNanos == 0 && agent.isEmpty() ? this : rewritten(signal, bytes, shiftNanos, agent);
  }

  private static OtlpBody rewritten(
      OtlpSignal signal, byte[] bytes, long shift, Optional<String> agent)
      throws InvalidProtocolBufferException {
    Times times = new Times(shift);
    byte[] body =
        switch (signal) {
          case TRACES -> traces(bytes, times, agent);
          case METRICS -> metrics(bytes, times, agent);
          case LOGS -> logs(bytes, times, agent);
        };
    return new OtlpBody(signal, body, times.items, times.first(), times.last);
  }

  private static byte[] traces(byte[] bytes, Times times, Optional<String> agent)
      throws InvalidProtocolBufferException {
    var request = ExportTraceServiceRequest.parseFrom(bytes).toBuilder();
    for (var resource : request.getResourceSpansBuilderList()) {
      agent.ifPresent(name -> resource.setResource(named(resource.getResource(), name)));
      for (ScopeSpans.Builder scope : resource.getScopeSpansBuilderList()) {
        for (int i = 0; i < scope.getSpansCount(); i++) {
          Span span = TimeShift.of(scope.getSpans(i), times.shift);
          times.saw(span.getStartTimeUnixNano());
          times.saw(span.getEndTimeUnixNano());
          times.items++;
          scope.setSpans(i, span);
        }
      }
    }
    return request.build().toByteArray();
  }

  private static byte[] logs(byte[] bytes, Times times, Optional<String> agent)
      throws InvalidProtocolBufferException {
    var request = ExportLogsServiceRequest.parseFrom(bytes).toBuilder();
    for (var resource : request.getResourceLogsBuilderList()) {
      agent.ifPresent(name -> resource.setResource(named(resource.getResource(), name)));
      for (var scope : resource.getScopeLogsBuilderList()) {
        for (LogRecord.Builder log : scope.getLogRecordsBuilderList()) {
          log.setTimeUnixNano(times.moved(log.getTimeUnixNano()));
          log.setObservedTimeUnixNano(times.moved(log.getObservedTimeUnixNano()));
          if (times.shift != 0) {
            TimeShift.attributes(log.getAttributesBuilderList(), times.shift);
          }
          times.items++;
        }
      }
    }
    return request.build().toByteArray();
  }

  private static byte[] metrics(byte[] bytes, Times times, Optional<String> agent)
      throws InvalidProtocolBufferException {
    var request = ExportMetricsServiceRequest.parseFrom(bytes).toBuilder();
    for (var resource : request.getResourceMetricsBuilderList()) {
      agent.ifPresent(name -> resource.setResource(named(resource.getResource(), name)));
      for (var scope : resource.getScopeMetricsBuilderList()) {
        scope.getMetricsBuilderList().forEach(metric -> move(metric, times));
      }
    }
    return request.build().toByteArray();
  }

  private static void move(Metric.Builder metric, Times times) {
    switch (metric.getDataCase()) {
      case GAUGE ->
          metric.getGaugeBuilder().getDataPointsBuilderList().forEach(p -> move(p, times));
      case SUM -> metric.getSumBuilder().getDataPointsBuilderList().forEach(p -> move(p, times));
      case HISTOGRAM -> {
        for (HistogramDataPoint.Builder point :
            metric.getHistogramBuilder().getDataPointsBuilderList()) {
          point.setStartTimeUnixNano(TimeShift.of(point.getStartTimeUnixNano(), times.shift));
          point.setTimeUnixNano(times.moved(point.getTimeUnixNano()));
          times.items++;
        }
      }
      case EXPONENTIAL_HISTOGRAM -> {
        for (ExponentialHistogramDataPoint.Builder point :
            metric.getExponentialHistogramBuilder().getDataPointsBuilderList()) {
          point.setStartTimeUnixNano(TimeShift.of(point.getStartTimeUnixNano(), times.shift));
          point.setTimeUnixNano(times.moved(point.getTimeUnixNano()));
          times.items++;
        }
      }
      case SUMMARY -> {
        for (SummaryDataPoint.Builder point :
            metric.getSummaryBuilder().getDataPointsBuilderList()) {
          point.setStartTimeUnixNano(TimeShift.of(point.getStartTimeUnixNano(), times.shift));
          point.setTimeUnixNano(times.moved(point.getTimeUnixNano()));
          times.items++;
        }
      }
      case DATA_NOT_SET -> {}
    }
  }

  private static void move(NumberDataPoint.Builder point, Times times) {
    point.setStartTimeUnixNano(TimeShift.of(point.getStartTimeUnixNano(), times.shift));
    point.setTimeUnixNano(times.moved(point.getTimeUnixNano()));
    times.items++;
  }

  private static Resource named(Resource resource, String agent) {
    List<KeyValue> attributes = new ArrayList<>(resource.getAttributesList());
    attributes.removeIf(attribute -> attribute.getKey().equals("service.name"));
    attributes.add(Attributes.of("service.name", agent));
    return resource.toBuilder().clearAttributes().addAllAttributes(attributes).build();
  }

  /** Moves times and keeps the first and the last that it saw, and the items counted. */
  private static final class Times {
    final long shift;
    long items;
    long last;
    private long first = Long.MAX_VALUE;

    Times(long shift) {
      this.shift = shift;
    }

    long moved(long time) {
      long moved = TimeShift.of(time, shift);
      saw(moved);
      return moved;
    }

    void saw(long time) {
      if (time != 0) {
        first = Math.min(first, time);
        last = Math.max(last, time);
      }
    }

    long first() {
      return first == Long.MAX_VALUE ? 0 : first;
    }
  }
}
