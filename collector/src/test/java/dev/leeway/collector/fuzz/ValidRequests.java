package dev.leeway.collector.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.collector.Requests;
import dev.leeway.collector.otlp.Signal;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.Summary;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import java.util.Map;

/** Good requests of all signals with every kind of message in them, to start from. */
final class ValidRequests {
  static final Map<Signal, List<byte[]>> PROTOBUF =
      Map.of(
          Signal.TRACES,
          List.of(
              Requests.traces(Requests.spans(3)).toByteArray(),
              Requests.traces(rich(), Requests.span(2), Requests.span(3)).toByteArray()),
          Signal.METRICS,
          List.of(Requests.metrics(4).toByteArray(), allKinds()),
          Signal.LOGS,
          List.of(
              Requests.logs(3).toByteArray(),
              Requests.logs(richLog(), Requests.log(2)).toByteArray()));

  static final Map<Signal, List<byte[]>> JSON =
      Map.of(
          Signal.TRACES,
          List.of(
              json(
                  """
                  {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":
                  {"stringValue":"shop"}}]},"schemaUrl":"u","scopeSpans":[{"scope":{"name":"s",
                  "version":"1"},"spans":[{"traceId":"5B8EFFF798038103D269B633813FC60C","spanId":
                  "EEE19B7EC3C1B174","parentSpanId":"EEE19B7EC3C1B173","traceState":"a=b","name":
                  "chat","kind":3,"startTimeUnixNano":"1795000000000000000","endTimeUnixNano":
                  1795000001000000000,"attributes":[{"key":"a","value":{"arrayValue":{"values":[
                  {"intValue":"1"},{"doubleValue":1.5},null,{"kvlistValue":{"values":[{"key":"k",
                  "value":{"boolValue":true}}]}}]}}},{"key":"b","value":{"bytesValue":"AQI="}}],
                  "events":[{"timeUnixNano":"5","name":"e","attributes":[]}],"links":[{"traceId":
                  "5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b174"}],"status":
                  {"code":2,"message":"no"},"flags":257},{"traceId":
                  "5B8EFFF798038103D269B633813FC60C","spanId":"EEE19B7EC3C1B175","name":"b"}]}]}]}
                  """)),
          Signal.METRICS,
          List.of(
              json(
                  """
                  {"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":"h","unit":"s",
                  "histogram":{"aggregationTemporality":2,"dataPoints":[{"count":"3","sum":1,
                  "bucketCounts":["1","2"],"explicitBounds":[0.5],"min":"0.1","max":9}]}},{"name":
                  "e","exponentialHistogram":{"aggregationTemporality":1,"dataPoints":[{"count":3,
                  "scale":-2,"zeroCount":1,"positive":{"offset":-3,"bucketCounts":["1",2]}}]}},
                  {"name":"g","gauge":{"dataPoints":[{"asInt":"3","exemplars":[{"asDouble":1,
                  "traceId":"5b8efff798038103d269b633813fc60c"}]},{"asDouble":"NaN"}]}},{"name":
                  "s","summary":{"dataPoints":[{"quantileValues":[{"quantile":0.5,"value":2}]}]}},
                  {"name":"c","sum":{"aggregationTemporality":1,"isMonotonic":true,"dataPoints":[
                  {"asInt":7}]}}]}]}]}
                  """)),
          Signal.LOGS,
          List.of(
              json(
                  """
                  {"resourceLogs":[{"scopeLogs":[{"scope":{},"logRecords":[{"timeUnixNano":"9",
                  "observedTimeUnixNano":"10","severityNumber":9,"severityText":"INFO","body":
                  {"kvlistValue":{"values":[{"key":"role","value":{"stringValue":"user"}}]}},
                  "traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b174",
                  "eventName":"gen_ai.choice","attributes":[{"key":"n","value":{"intValue":1}}]},
                  {"body":{"stringValue":"hi"}}]}]}]}
                  """)));

  private ValidRequests() {}

  private static Span rich() {
    return Requests.span(1).toBuilder()
        .addAttributes(Requests.nested(5))
        .addAttributes(
            KeyValue.newBuilder()
                .setKey("map")
                .setValue(
                    AnyValue.newBuilder()
                        .setKvlistValue(
                            KeyValueList.newBuilder()
                                .addValues(Requests.text("k", "v"))
                                .addValues(Requests.nested(3)))))
        .addLinks(
            Span.Link.newBuilder().setTraceId(Requests.id(16, 9)).setSpanId(Requests.id(8, 9)))
        .build();
  }

  private static LogRecord richLog() {
    return Requests.log(1).toBuilder()
        .setSeverityNumber(SeverityNumber.SEVERITY_NUMBER_WARN)
        .setEventName("gen_ai.choice")
        .setBody(
            AnyValue.newBuilder()
                .setArrayValue(
                    ArrayValue.newBuilder().addValues(AnyValue.newBuilder().setIntValue(1))))
        .addAttributes(Requests.nested(4))
        .build();
  }

  private static byte[] allKinds() {
    return Requests.metrics(
            Metric.newBuilder()
                .setName("h")
                .setHistogram(
                    Histogram.newBuilder()
                        .setAggregationTemporality(
                            AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE)
                        .addDataPoints(
                            HistogramDataPoint.newBuilder()
                                .setCount(3)
                                .addBucketCounts(1)
                                .addBucketCounts(2)
                                .addExplicitBounds(0.5)
                                .addAttributes(Requests.text("a", "b"))))
                .build(),
            Metric.newBuilder()
                .setName("e")
                .setExponentialHistogram(
                    ExponentialHistogram.newBuilder()
                        .setAggregationTemporality(
                            AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA)
                        .addDataPoints(
                            ExponentialHistogramDataPoint.newBuilder()
                                .setScale(-2)
                                .addAttributes(Requests.nested(2))))
                .build(),
            Metric.newBuilder()
                .setName("g")
                .setGauge(
                    Gauge.newBuilder()
                        .addDataPoints(
                            NumberDataPoint.newBuilder()
                                .setAsDouble(Double.NaN)
                                .addExemplars(
                                    Exemplar.newBuilder().setTraceId(Requests.id(16, 4)))))
                .build(),
            Metric.newBuilder()
                .setName("s")
                .setSummary(
                    Summary.newBuilder().addDataPoints(SummaryDataPoint.newBuilder().setCount(2)))
                .build())
        .toByteArray();
  }

  private static byte[] json(String text) {
    return text.getBytes(UTF_8);
  }
}
