package dev.leeway.collector.matrix;

import static dev.leeway.collector.matrix.Expected.malformed;
import static dev.leeway.collector.matrix.Expected.partly;
import static dev.leeway.collector.matrix.Expected.stored;
import static dev.leeway.collector.matrix.Request.json;
import static dev.leeway.collector.matrix.Row.http;
import static dev.leeway.collector.otlp.Signal.LOGS;
import static dev.leeway.collector.otlp.Signal.METRICS;
import static dev.leeway.collector.otlp.Signal.TRACES;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;

/** What OTLP/JSON allows, and what clients make of it. */
final class JsonRows {
  private static final String TOPIC = "JSON mapping";

  private JsonRows() {}

  static List<Row> rows() {
    return List.of(
        span("ids in capitals", "\"parentSpanId\":\"EEE19B7EC3C1B173\"", stored(1)),
        span("times as strings", "\"startTimeUnixNano\":\"1795000000000000000\"", stored(1)),
        span("times as numbers", "\"startTimeUnixNano\":1795000000000000000", stored(1)),
        span("times with an exponent", "\"startTimeUnixNano\":1.795e18", stored(1)),
        span("a time that is none", "\"startTimeUnixNano\":\"soon\"", malformed("an integer for")),
        span("kind as a number", "\"kind\":3", stored(1)),
        span("kind as a name", "\"kind\":\"SPAN_KIND_CLIENT\"", stored(1)),
        span("kind as a short name", "\"kind\":\"client\"", stored(1)),
        span("kind that nobody knows", "\"kind\":99", stored(1)),
        span("status as a name", "\"status\":{\"code\":\"STATUS_CODE_ERROR\"}", stored(1)),
        span("unknown members", "\"x\":{\"y\":[1,{\"z\":null}]},\"shiny\":true", stored(1)),
        span("nulls everywhere", "\"name\":null,\"attributes\":null,\"status\":null", stored(1)),
        span("nulls in lists", "\"events\":[null],\"attributes\":[null]", stored(1)),
        span("a name twice", "\"name\":\"a\",\"name\":\"b\"", stored(1)),
        span("flags", "\"flags\":257,\"traceState\":\"a=b\"", stored(1)),
        value("text", "{\"stringValue\":\"v\"}", stored(1)),
        value("a number as text", "{\"stringValue\":5}", stored(1)),
        value("an int as string", "{\"intValue\":\"-7\"}", stored(1)),
        value("an int as number", "{\"intValue\":-7}", stored(1)),
        value("an int beyond 53 bits", "{\"intValue\":9223372036854775807}", stored(1)),
        value("an int that is none", "{\"intValue\":1.5}", malformed("a 64-bit integer")),
        value("an int beyond 64 bits", "{\"intValue\":1e30}", malformed("a 64-bit integer")),
        value("NaN", "{\"doubleValue\":\"NaN\"}", stored(1)),
        value("NaN bare", "{\"doubleValue\":NaN}", stored(1)),
        value("Infinity", "{\"doubleValue\":\"Infinity\"}", stored(1)),
        value("-Infinity", "{\"doubleValue\":\"-Infinity\"}", stored(1)),
        value("a boolean as string", "{\"boolValue\":\"true\"}", stored(1)),
        value("bytes", "{\"bytesValue\":\"AQI=\"}", stored(1)),
        value("bytes, base64url", "{\"bytesValue\":\"-_8\"}", stored(1)),
        value("bytes that are none", "{\"bytesValue\":\"?\"}", malformed("base64")),
        value("null", "null", stored(1)),
        value("empty", "{}", stored(1)),
        value("a null member", "{\"stringValue\":null}", stored(1)),
        value("a member of tomorrow", "{\"uuidValue\":\"x\"}", stored(1)),
        value("a list with null", "{\"arrayValue\":{\"values\":[null,{}]}}", stored(1)),
        value(
            "a map",
            "{\"kvlistValue\":{\"values\":[{\"key\":\"k\",\"value\":{\"intValue\":1}}]}}",
            stored(1)),
        value("bare text", "\"v\"", malformed("an object like {\"stringValue\"")),
        value("nested 32 deep", nested(32), stored(1)),
        value("nested 33 deep", nested(33), partly(0, 1, "nested deeper than 32")),
        value("nested 2,000 deep", nested(2_000), malformed("not JSON")),
        span("attributes as an object", "\"attributes\":{\"a\":1}", malformed(arrayOf())),
        new Row(
            TOPIC,
            "resource attributes as an object",
            Transport.HTTP,
            json(TRACES, "{\"resourceSpans\":[{\"resource\":{\"attributes\":{\"a\":1}}}]}"),
            malformed(arrayOf())),
        http(
            TOPIC,
            "the request in snake_case",
            json(TRACES, TransportRows.JSON_SPAN.replace("resourceSpans", "resource_spans")),
            malformed("expected resourceSpans")),
        http(
            TOPIC,
            "a byte order mark",
            json(TRACES, "\uFEFF" + TransportRows.JSON_SPAN),
            stored(1)),
        http(
            TOPIC,
            "bytes that are not UTF-8",
            json(TRACES, "").with(spanJson("\"name\":\"caf\u00e9\"").getBytes(ISO_8859_1)),
            stored(1)),
        span("half a character", "\"name\":\"\\ud83d\"", stored(1)),
        http(
            TOPIC,
            "a log body as bare text",
            json(LOGS, TransportRows.JSON_LOG.replace("{\"stringValue\":\"hello\"}", "\"hello\"")),
            malformed("an object like {\"stringValue\"")),
        http(
            TOPIC,
            "severity as a name",
            json(
                LOGS,
                TransportRows.JSON_LOG.replace("\"body\"", "\"severityNumber\":\"INFO\",\"body\"")),
            stored(1)),
        http(
            TOPIC,
            "a point as text",
            json(
                METRICS,
                TransportRows.JSON_POINT.replace("\"asInt\":\"3\"", "\"asDouble\":\"3.5\"")),
            stored(1)),
        http(
            TOPIC,
            "an exponential histogram",
            json(
                METRICS,
                """
                {"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":"h",
                "exponentialHistogram":{"aggregationTemporality":"AGGREGATION_TEMPORALITY_DELTA",
                "dataPoints":[{"count":"3","sum":1.5,"scale":-2,"positive":{"offset":-3,
                "bucketCounts":["1",2]},"min":"-Infinity"}]}}]}]}]}
                """),
            stored(1)));
  }

  private static Row span(String name, String members, Expected expected) {
    return http(TOPIC, name, json(TRACES, spanJson(members)), expected);
  }

  private static Row value(String name, String json, Expected expected) {
    return span(name, "\"attributes\":[{\"key\":\"a\",\"value\":" + json + "}]", expected);
  }

  private static String spanJson(String members) {
    return """
    {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"5B8EFFF798038103D269B633813FC60C",
    "spanId":"EEE19B7EC3C1B174",%s}]}]}]}
    """
        .formatted(members);
  }

  private static String nested(int values) {
    return "{\"arrayValue\":{\"values\":[".repeat(values - 1) + "{}" + "]}}".repeat(values - 1);
  }

  private static String arrayOf() {
    return "attributes must be an array of {\"key\": \"…\", \"value\": {\"stringValue\": \"…\"}}";
  }
}
