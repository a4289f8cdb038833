package dev.leeway.collector.matrix;

import static dev.leeway.collector.matrix.Expected.malformed;
import static dev.leeway.collector.matrix.Expected.partly;
import static dev.leeway.collector.matrix.Expected.stored;
import static dev.leeway.collector.matrix.Request.json;
import static dev.leeway.collector.matrix.Request.send;
import static dev.leeway.collector.matrix.Row.all;
import static dev.leeway.collector.matrix.Row.http;
import static dev.leeway.collector.otlp.Signal.LOGS;
import static dev.leeway.collector.otlp.Signal.METRICS;
import static dev.leeway.collector.otlp.Signal.TRACES;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.protobuf.ByteString;
import dev.leeway.collector.Requests;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.metrics.v1.Summary;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;

/** Values, ids, times, text and points, as they come from libraries and from elsewhere. */
final class ItemRows {
  private static final long DAY = 86_400_000_000_000L;

  private ItemRows() {}

  static List<Row> values() {
    String topic = "AnyValue";
    AnyValue text = AnyValue.newBuilder().setStringValue("v").build();
    KeyValue pair = KeyValue.newBuilder().setKey("k").setValue(text).build();
    ExportTraceServiceRequest.Builder deepResource = Requests.traces(Requests.span(1)).toBuilder();
    deepResource.getResourceSpansBuilder(0).getResourceBuilder().addAttributes(Requests.nested(33));
    return List.of(
        all(topic, "empty", attribute(AnyValue.newBuilder()), stored(1)),
        all(
            topic,
            "bytes",
            attribute(AnyValue.newBuilder().setBytesValue(ByteString.copyFromUtf8("b"))),
            stored(1)),
        all(
            topic,
            "a list of all kinds",
            attribute(
                AnyValue.newBuilder()
                    .setArrayValue(
                        ArrayValue.newBuilder()
                            .addValues(text)
                            .addValues(AnyValue.newBuilder().setDoubleValue(Double.NaN))
                            .addValues(AnyValue.getDefaultInstance()))),
            stored(1)),
        all(
            topic,
            "a map",
            attribute(
                AnyValue.newBuilder().setKvlistValue(KeyValueList.newBuilder().addValues(pair))),
            stored(1)),
        all(topic, "a key twice", send(TRACES, span(pair, pair)), stored(1)),
        all(topic, "an empty key", send(TRACES, span(Requests.text("", "v"))), stored(1)),
        all(topic, "nested 32 deep", send(TRACES, span(Requests.nested(32))), stored(1)),
        all(
            topic,
            "nested 33 deep",
            send(TRACES, span(Requests.nested(33))),
            partly(0, 1, "1 with values nested deeper than 32")),
        all(
            topic,
            "a resource nested 33 deep",
            send(TRACES, deepResource.build()),
            malformed("nested deeper than 32")));
  }

  static List<Row> idsAndTimes() {
    String topic = "Ids and time";
    Span.Builder span = Requests.span(1).toBuilder();
    long start = span.getStartTimeUnixNano();
    return List.of(
        all(topic, "no trace id", span(span.clone().clearTraceId()), badTraceId()),
        all(topic, "a trace id of zeros", span(span.clone().setTraceId(zeros(16))), badTraceId()),
        all(topic, "a trace id of 15 bytes", span(span.clone().setTraceId(id(15))), badTraceId()),
        all(topic, "a trace id of 32 bytes", span(span.clone().setTraceId(id(32))), badTraceId()),
        all(topic, "no span id", span(span.clone().clearSpanId()), badSpanId()),
        all(topic, "a span id of zeros", span(span.clone().setSpanId(zeros(8))), badSpanId()),
        all(topic, "a span id of 7 bytes", span(span.clone().setSpanId(id(7))), badSpanId()),
        all(topic, "no parent", span(span.clone().clearParentSpanId()), stored(1)),
        all(topic, "a parent of zeros", span(span.clone().setParentSpanId(zeros(8))), stored(1)),
        all(topic, "no end", span(span.clone().clearEndTimeUnixNano()), stored(1)),
        all(topic, "ends before it starts", span(span.clone().setEndTimeUnixNano(1)), stored(1)),
        all(topic, "a day ahead", span(span.clone().setStartTimeUnixNano(start + DAY)), stored(1)),
        all(topic, "a day behind", span(span.clone().setStartTimeUnixNano(start - DAY)), stored(1)),
        all(topic, "no time at all", span(span.clone().setStartTimeUnixNano(0)), stored(1)),
        all(topic, "beyond 63 bits", span(span.clone().setEndTimeUnixNano(-1)), stored(1)),
        all(
            topic,
            "a log without ids",
            send(LOGS, Requests.logs(Requests.log(1).toBuilder().clearTraceId().build())),
            stored(1)));
  }

  static List<Row> strings() {
    String topic = "Strings";
    byte[] invalid = Requests.traces(Requests.span(1)).toByteArray();
    // In the middle of "chat model".
    invalid[new String(invalid, ISO_8859_1).indexOf("t model")] = (byte) 0xC3;
    return List.of(
        all(topic, "bytes that are not UTF-8", send(TRACES, invalid), stored(1)),
        all(topic, "control characters", send(TRACES, span(Requests.text("a", "\0\1"))), stored(1)),
        all(topic, "4-byte characters", send(TRACES, span(Requests.text("a", "🜁"))), stored(1)));
  }

  static List<Row> points() {
    String topic = "Metrics";
    NumberDataPoint point = NumberDataPoint.newBuilder().setAsInt(1).build();
    Metric.Builder metric = Metric.newBuilder().setName("m");
    Sum sum = Sum.newBuilder().addDataPoints(point).addDataPoints(point).build();
    Histogram histogram =
        Histogram.newBuilder().addDataPoints(HistogramDataPoint.getDefaultInstance()).build();
    ExponentialHistogram exponential =
        ExponentialHistogram.newBuilder()
            .addDataPoints(ExponentialHistogramDataPoint.getDefaultInstance())
            .build();
    Metric cumulative =
        metric
            .clone()
            .setSum(
                sum.toBuilder()
                    .setAggregationTemporality(
                        AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE))
            .build();
    return List.of(
        all(topic, "a sum of no temporality", points(metric.clone().setSum(sum)), unclear(2)),
        all(
            topic,
            "a histogram of no temporality",
            points(metric.clone().setHistogram(histogram)),
            unclear(1)),
        all(
            topic,
            "an exponential histogram of no temporality",
            points(metric.clone().setExponentialHistogram(exponential)),
            unclear(1)),
        all(
            topic,
            "one metric of no temporality, one cumulative",
            send(METRICS, Requests.metrics(metric.clone().setSum(sum).build(), cumulative)),
            partly(2, 2, "neither delta nor cumulative")),
        all(
            topic,
            "an up-down counter that stays cumulative under delta",
            send(METRICS, Requests.metrics(cumulative)),
            stored(2)),
        all(
            topic,
            "a gauge has none",
            points(metric.clone().setGauge(Gauge.newBuilder().addDataPoints(point))),
            stored(1)),
        all(
            topic,
            "a summary has none",
            points(
                metric
                    .clone()
                    .setSummary(
                        Summary.newBuilder().addDataPoints(SummaryDataPoint.getDefaultInstance()))),
            stored(1)),
        all(
            topic,
            "no recorded value",
            points(
                metric
                    .clone()
                    .setGauge(
                        Gauge.newBuilder()
                            .addDataPoints(NumberDataPoint.newBuilder().setFlags(1)))),
            stored(1)),
        all(topic, "a metric without data", points(metric.clone()), stored(0)));
  }

  /** What real libraries were seen to send. */
  static List<Row> libraries() {
    String topic = "Libraries";
    return List.of(
        http(
            topic,
            "intValue as number, null values, empty scope, unknown_service",
            json(
                TRACES,
                """
                {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":
                {"stringValue":"unknown_service:node"}}],"droppedAttributesCount":0},"scopeSpans":
                [{"scope":{"name":"","version":""},"spans":[{"traceId":
                "5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b174","parentSpanId":"",
                "attributes":[{"key":"n","value":{"intValue":12}},{"key":"z","value":null},
                {"key":"a","value":{"arrayValue":{"values":[null]}}}],"links":[],"events":[]}]}]}]}
                """),
            stored(1)),
        http(
            topic,
            "a scope that is null",
            json(
                TRACES, TransportRows.JSON_SPAN.replace("{\"spans\"", "{\"scope\":null,\"spans\"")),
            stored(1)));
  }

  private static Request attribute(AnyValue.Builder value) {
    return send(TRACES, span(KeyValue.newBuilder().setKey("a").setValue(value).build()));
  }

  private static ExportTraceServiceRequest span(KeyValue... attributes) {
    return Requests.traces(
        Requests.span(1).toBuilder().addAllAttributes(List.of(attributes)).build());
  }

  private static Request span(Span.Builder span) {
    return send(TRACES, Requests.traces(span.build()));
  }

  private static Request points(Metric.Builder metric) {
    return send(METRICS, Requests.metrics(metric.build()));
  }

  private static Expected badTraceId() {
    return partly(0, 1, "1 with a trace_id that is not 16 bytes");
  }

  private static Expected badSpanId() {
    return partly(0, 1, "1 with a span_id that is not 8 bytes");
  }

  private static Expected unclear(int points) {
    return partly(0, points, "aggregation_temporality that is neither delta nor cumulative");
  }

  private static ByteString zeros(int count) {
    return ByteString.copyFrom(new byte[count]);
  }

  private static ByteString id(int bytes) {
    return Requests.id(bytes, 7);
  }
}
