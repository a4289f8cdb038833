package dev.leeway.collector.matrix;

import static dev.leeway.collector.matrix.Expected.malformed;
import static dev.leeway.collector.matrix.Expected.partly;
import static dev.leeway.collector.matrix.Expected.stored;
import static dev.leeway.collector.matrix.Expected.tooLarge;
import static dev.leeway.collector.matrix.Expected.warned;
import static dev.leeway.collector.matrix.Request.json;
import static dev.leeway.collector.matrix.Request.send;
import static dev.leeway.collector.matrix.Row.all;
import static dev.leeway.collector.matrix.Row.http;
import static dev.leeway.collector.otlp.Signal.LOGS;
import static dev.leeway.collector.otlp.Signal.METRICS;
import static dev.leeway.collector.otlp.Signal.TRACES;

import com.google.protobuf.ByteString;
import dev.leeway.collector.Requests;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import java.util.SplittableRandom;

/** Size, success in its degrees, warnings, another signal's request. */
final class RequestRows {
  private static final int MEBIBYTE = 1 << 20;
  private static final Span NO_IDS =
      Requests.span(2).toBuilder().clearTraceId().clearSpanId().build();

  private RequestRows() {}

  static List<Row> size() {
    String topic = "Size";
    byte[] noise = new byte[17 * MEBIBYTE];
    new SplittableRandom(11).nextBytes(noise);
    return List.of(
        all(
            topic,
            "over gRPC's stock limit of 4 MiB, split",
            send(TRACES, Requests.traces(Requests.spans(25_000))),
            stored(25_000)),
        all(
            topic,
            "the same, gzip",
            send(TRACES, Requests.traces(Requests.spans(25_000))).gzip(),
            stored(25_000)),
        all(topic, "over 64 MiB", send(LOGS, new byte[64 * MEBIBYTE + 1]), tooLarge("67108864")),
        all(
            topic,
            "over 64 MiB decompressed",
            send(LOGS, new byte[65 * MEBIBYTE]).zstd(),
            tooLarge("expected at most")),
        all(
            topic,
            "over 16 MiB compressed",
            send(LOGS, noise).labelled("gzip"),
            tooLarge("expected at most 16777216")),
        all(topic, "a bomb", send(TRACES, new byte[100 * MEBIBYTE]).gzip(), tooLarge("100:1")),
        all(
            topic,
            "a bomb of zlib",
            send(TRACES, new byte[100 * MEBIBYTE]).zlib("deflate"),
            tooLarge("100:1")),
        all(
            topic,
            "200:1 below 8 MiB",
            send(TRACES, span(Requests.text("p", "p".repeat(900_000)))).gzip(),
            stored(1)),
        all(
            topic,
            "an attribute of 5 MiB",
            send(TRACES, span(Requests.text("gen_ai.input.messages", "p".repeat(5 * MEBIBYTE)))),
            warned(1, "1 span stored with truncated attributes")),
        all(
            topic,
            "a log body of 2 MiB",
            send(
                LOGS,
                Requests.logs(
                    Requests.log(1).toBuilder()
                        .setBody(AnyValue.newBuilder().setStringValue("b".repeat(2 * MEBIBYTE)))
                        .build())),
            warned(1, "1 log record stored with truncated attributes")),
        all(
            topic,
            "a span that no truncation makes fit",
            send(TRACES, Requests.traces(huge())),
            tooLarge("does not fit into 1000000 bytes")),
        all(
            topic,
            "the same beside a good one",
            send(TRACES, Requests.traces(huge(), Requests.span(2))),
            partly(1, 1, "1 with more bytes than a record takes")));
  }

  static List<Row> success() {
    String topic = "Success";
    ExportTraceServiceRequest noSpans =
        ExportTraceServiceRequest.newBuilder()
            .addResourceSpans(ResourceSpans.getDefaultInstance())
            .build();
    return List.of(
        all(topic, "nothing", send(TRACES, new byte[0]), stored(0)),
        all(topic, "nothing, metrics", send(METRICS, new byte[0]), stored(0)),
        all(topic, "nothing, logs", send(LOGS, new byte[0]), stored(0)),
        all(topic, "nothing, gzip", send(TRACES, new byte[0]).gzip(), stored(0)),
        all(
            topic,
            "nothing, not even compressed",
            send(TRACES, new byte[0]).labelled("gzip"),
            stored(0)),
        http(topic, "an empty object", json(TRACES, "{}"), stored(0)),
        http(topic, "an empty list", json(LOGS, "{\"resourceLogs\":[]}"), stored(0)),
        http(topic, "null", json(METRICS, "{\"resourceMetrics\":null}"), stored(0)),
        http(topic, "unknown members alone", json(LOGS, "{\"x\":[1,{\"y\":2}]}"), stored(0)),
        all(topic, "a resource without spans", send(TRACES, noSpans), stored(0)));
  }

  static List<Row> partialSuccess() {
    String topic = "Partial success";
    Span tooDeep = Requests.span(3).toBuilder().addAttributes(Requests.nested(33)).build();
    return List.of(
        all(
            topic,
            "one span of two without ids",
            send(TRACES, Requests.traces(Requests.span(1), NO_IDS)),
            partly(1, 1, "refused of 2 spans: 1 with a trace_id that is not 16 bytes")),
        all(
            topic,
            "no good span",
            send(TRACES, Requests.traces(NO_IDS)),
            partly(0, 1, "refused of 1 span")),
        all(
            topic,
            "two reasons",
            send(TRACES, Requests.traces(Requests.span(1), NO_IDS, tooDeep)),
            partly(1, 2, "1 with a trace_id")),
        http(
            topic,
            "JSON, an id that is not hex",
            json(TRACES, TransportRows.JSON_SPAN.replace("eee19b7ec3c1b174", "7uGbfsPBsXQ=")),
            partly(0, 1, "16 hex digits in JSON")),
        http(
            topic,
            "JSON, a span without anything",
            json(TRACES, "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{}]}]}]}"),
            partly(0, 1, "refused of 1 span")));
  }

  static List<Row> warnings() {
    String topic = "Warnings";
    KeyValue byIndex =
        KeyValue.newBuilder()
            .setKey("a")
            .setValue(AnyValue.newBuilder().setStringValueStrindex(4))
            .build();
    KeyValue keyByIndex =
        KeyValue.newBuilder()
            .setKeyStrindex(7)
            .setValue(AnyValue.newBuilder().setStringValue("v"))
            .build();
    return List.of(
        all(topic, "a value by index", send(TRACES, span(byIndex)), warned(1, "strindex")),
        all(topic, "a key by index", send(TRACES, span(keyByIndex)), warned(1, "strindex")),
        http(
            topic,
            "a value by index, JSON",
            json(
                TRACES,
                withMember(
                    "\"attributes\":[{\"key\":\"a\",\"value\":{\"stringValueStrindex\":1}}]")),
            warned(1, "string_value_strindex")),
        http(
            topic,
            "a name in snake_case",
            json(TRACES, withMember("\"end_time_unix_nano\":\"1\"")),
            warned(1, "OTLP/JSON writes endTimeUnixNano")),
        http(
            topic,
            "another signal's spans beside",
            json(TRACES, TransportRows.JSON_SPAN.replaceFirst("\\{", "{\"resourceLogs\":[{}],")),
            warned(1, "resourceLogs is not read here")));
  }

  static List<Row> wrongSignal() {
    String topic = "Wrong signal";
    byte[] traces = Requests.traces(Requests.spans(2)).toByteArray();
    byte[] metrics = Requests.metrics(2).toByteArray();
    byte[] logs = Requests.logs(2).toByteArray();
    LogRecord bare =
        LogRecord.newBuilder()
            .setBody(AnyValue.newBuilder().setStringValue("no time, no ids"))
            .build();
    Metric sixteen =
        Metric.newBuilder()
            .setName("gen_ai.queue.now")
            .setGauge(Gauge.newBuilder().addDataPoints(NumberDataPoint.newBuilder().setAsInt(1)))
            .build();
    return List.of(
        all(topic, "logs as traces", send(TRACES, logs), malformed("send it to /v1/logs")),
        all(topic, "metrics as traces", send(TRACES, metrics), malformed("send it to /v1/metrics")),
        all(topic, "traces as logs", send(LOGS, traces), malformed("send it to /v1/traces")),
        all(topic, "metrics as logs", send(LOGS, metrics), malformed("send it to /v1/metrics")),
        all(topic, "traces as metrics", send(METRICS, traces), malformed("send it to /v1/traces")),
        all(topic, "logs as metrics", send(METRICS, logs), malformed("send it to /v1/logs")),
        all(
            topic,
            "a log without time and ids as traces",
            send(TRACES, Requests.logs(bare)),
            malformed("send it to /v1/logs")),
        all(
            topic,
            "a gauge with a name as long as a trace id as logs",
            send(LOGS, Requests.metrics(sixteen)),
            malformed("send it to /v1/metrics")),
        http(
            topic,
            "logs as traces, JSON",
            json(TRACES, TransportRows.JSON_LOG),
            malformed("send it to /v1/logs")),
        http(
            topic,
            "traces as metrics, JSON",
            json(METRICS, TransportRows.JSON_SPAN),
            malformed("send it to /v1/traces")),
        http(
            topic,
            "metrics as logs, JSON",
            json(LOGS, TransportRows.JSON_POINT),
            malformed("send it to /v1/metrics")));
  }

  private static String withMember(String member) {
    return TransportRows.JSON_SPAN.replace("\"name\":\"a\"", member);
  }

  private static ExportTraceServiceRequest span(KeyValue attribute) {
    return Requests.traces(Requests.span(1).toBuilder().addAttributes(attribute).build());
  }

  private static Span huge() {
    return Requests.span(1).toBuilder()
        .setNameBytes(ByteString.copyFrom(new byte[1_200_000]))
        .build();
  }
}
