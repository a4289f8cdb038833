package dev.leeway.telemetry.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.leeway.testkit.RecordedData;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class OtlpJsonTest {
  private static final int MAX = 1 << 20;

  @Test
  void aSpanKeepsAllOfItsMembers() {
    Span span =
        span(
            """
            "traceId":"5B8EFFF798038103D269B633813FC60C","spanId":"eee19b7ec3c1b174",
            "parentSpanId":"eee19b7ec3c1b173","traceState":"a=b","name":"chat","kind":3,
            "startTimeUnixNano":"1544712660000000000","endTimeUnixNano":1544712661000000000,
            "attributes":[{"key":"n","value":{"intValue":"-7"}}],"droppedAttributesCount":2,
            "events":[{"timeUnixNano":"5","name":"e","attributes":[]}],
            "links":[{"traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b174"}],
            "status":{"code":2,"message":"no"},"flags":257
            """);
    assertThat(span.getTraceId()).isEqualTo(hex("5b8efff798038103d269b633813fc60c"));
    assertThat(span.getSpanId()).isEqualTo(hex("eee19b7ec3c1b174"));
    assertThat(span.getParentSpanId()).isEqualTo(hex("eee19b7ec3c1b173"));
    assertThat(span.getTraceState()).isEqualTo("a=b");
    assertThat(span.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
    assertThat(span.getStartTimeUnixNano()).isEqualTo(1544712660000000000L);
    assertThat(span.getEndTimeUnixNano()).isEqualTo(1544712661000000000L);
    assertThat(span.getAttributes(0).getValue().getIntValue()).isEqualTo(-7);
    assertThat(span.getDroppedAttributesCount()).isEqualTo(2);
    assertThat(span.getEvents(0).getName()).isEqualTo("e");
    assertThat(span.getLinks(0).getSpanId()).isEqualTo(hex("eee19b7ec3c1b174"));
    assertThat(span.getStatus())
        .isEqualTo(
            Status.newBuilder()
                .setCode(Status.StatusCode.STATUS_CODE_ERROR)
                .setMessage("no")
                .build());
    assertThat(span.getFlags()).isEqualTo(257);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"stringValue\":\"\"}            | string_value: \"\"",
        "{\"stringValue\":5}               | string_value: \"5\"",
        "{\"boolValue\":false}             | bool_value: false",
        "{\"boolValue\":\"true\"}          | bool_value: true",
        "{\"intValue\":0}                  | int_value: 0",
        "{\"intValue\":1e3}                | int_value: 1000",
        "{\"intValue\":\"9223372036854775807\"} | int_value: 9223372036854775807",
        "{\"doubleValue\":\"NaN\"}         | double_value: NaN",
        "{\"doubleValue\":NaN}             | double_value: NaN",
        "{\"doubleValue\":\"-Infinity\"}   | double_value: -Infinity",
        "{\"doubleValue\":2}               | double_value: 2.0",
        "{\"bytesValue\":\"AQI=\"}         | bytes_value: \"\\001\\002\"",
        "{}                                | ''",
        "{\"stringValue\":null}            | ''",
        "{\"unheardOf\":{\"a\":[1]}}       | ''",
        "{\"arrayValue\":{\"values\":[null]}} | array_value {  values {  }}",
        "{\"kvlistValue\":{\"values\":[{\"key\":\"k\"}]}} | kvlist_value {  values {    key: \"k\"  }}",
      })
  void aValueOfAnyFormIsKept(String json, String expected) {
    AnyValue value =
        span("\"attributes\":[{\"key\":\"a\",\"value\":" + json + "}]").getAttributes(0).getValue();
    assertThat(value.toString().replace("\n", "").replace(" ", ""))
        .isEqualTo(expected.replace(" ", ""));
  }

  @ParameterizedTest
  @CsvSource({
    "2,SPAN_KIND_SERVER",
    "'\"2\"',SPAN_KIND_SERVER",
    "'\"SPAN_KIND_SERVER\"',SPAN_KIND_SERVER",
    "'\"server\"',SPAN_KIND_SERVER",
    "'\"whatever\"',SPAN_KIND_UNSPECIFIED"
  })
  void enumsAreNumbersAndNamesAreTolerated(String json, Span.SpanKind expected) {
    assertThat(span("\"kind\":" + json).getKind()).isEqualTo(expected);
  }

  @Test
  void logsAndMetricsAreKept() throws Exception {
    LogRecord log =
        ExportLogsServiceRequest.parseFrom(
                bytes(
                    OtlpJson.Root.LOGS,
                    """
                    {"resourceLogs":[{"scopeLogs":[{"scope":{"name":"s"},"logRecords":[
                    {"timeUnixNano":"9","severityNumber":"SEVERITY_NUMBER_INFO2","severityText":"I",
                     "body":{"stringValue":"hi"},"traceId":"","eventName":"gen_ai.choice"}]}]}]}
                    """))
            .getResourceLogs(0)
            .getScopeLogs(0)
            .getLogRecords(0);
    assertThat(log.getSeverityNumberValue()).isEqualTo(10);
    assertThat(log.getBody().getStringValue()).isEqualTo("hi");
    assertThat(log.getEventName()).isEqualTo("gen_ai.choice");
    Metric metric =
        ExportMetricsServiceRequest.parseFrom(
                bytes(
                    OtlpJson.Root.METRICS,
                    """
                    {"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":"d",
                    "exponentialHistogram":{"aggregationTemporality":1,"dataPoints":[{"count":"3",
                    "sum":1.5,"scale":-2,"zeroCount":1,"positive":{"offset":-3,"bucketCounts":["1",2]}}]}
                    }]}]}]}
                    """))
            .getResourceMetrics(0)
            .getScopeMetrics(0)
            .getMetrics(0);
    assertThat(metric.getExponentialHistogram().getDataPoints(0).getScale()).isEqualTo(-2);
    assertThat(metric.getExponentialHistogram().getDataPoints(0).getPositive().getOffset())
        .isEqualTo(-3);
    assertThat(
            metric.getExponentialHistogram().getDataPoints(0).getPositive().getBucketCountsList())
        .containsExactly(1L, 2L);
  }

  @Test
  void histogramsArePacked() throws Exception {
    Metric metric =
        ExportMetricsServiceRequest.parseFrom(
                bytes(
                    OtlpJson.Root.METRICS,
                    """
                    {"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":"d","histogram":
                    {"aggregationTemporality":2,"dataPoints":[{"count":"3","bucketCounts":["1","2"],
                    "explicitBounds":[0.5],"min":"0.1","max":9}]}}]}]}]}
                    """))
            .getResourceMetrics(0)
            .getScopeMetrics(0)
            .getMetrics(0);
    assertThat(metric.getHistogram().getDataPoints(0).getBucketCountsList())
        .containsExactly(1L, 2L);
    assertThat(metric.getHistogram().getDataPoints(0).getExplicitBoundsList()).containsExactly(0.5);
    assertThat(metric.getHistogram().getDataPoints(0).getMin()).isEqualTo(0.1);
  }

  @Test
  void attributesAsAnObjectAreRefusedWithTheFormToWrite() {
    assertThat(refused("{\"resourceSpans\":[{\"resource\":{\"attributes\":{\"a\":\"b\"}}}]}"))
        .isEqualTo(
            "attributes must be an array of {\"key\": \"…\", \"value\": {\"stringValue\": \"…\"}},"
                + " came an object at /resourceSpans/0/resource/attributes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                    | expected a JSON object",
        "[]                                    | expected a JSON object",
        "{} {}                                 | expected the end of the request",
        "{\"resourceSpans\":                   | the request is not JSON",
        "{\"resourceSpans\":{}}                | expected an array for resourceSpans, came an object",
        "{\"resourceSpans\":[1]}               | expected an object for resourceSpans, came '1'",
        "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"startTimeUnixNano\":\"soon\"}]}]}]} | an integer for startTimeUnixNano, came 'soon'",
        "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"attributes\":[{\"key\":\"a\",\"value\":\"b\"}]}]}]}]} | like {\"stringValue\"",
        "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"flags\":1e999999999}]}]}]} | a 64-bit integer for flags",
      })
  void whatIsNotOtlpIsRefusedWithWhatWasExpected(String json, String reason) {
    assertThat(refused(json)).contains(reason);
  }

  @Test
  void idsThatAreNotHexAreLeftToTheIdCheck() {
    assertThat(span("\"traceId\":\"W47/95gDgQPSabYzgT/GDA==\"").getTraceId())
        .isEqualTo(ByteString.EMPTY);
  }

  @Test
  void invalidUtf8IsReplaced() {
    byte[] json =
        "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"name\":\"caf\u00e9!\"}]}]}]}"
            .getBytes(ISO_8859_1);
    assertThat(parse(((Conversion.Protobuf) convert(json)).bytes()).getName())
        .isEqualTo("caf\uFFFD!");
  }

  @Test
  void aValueBeyondTheDepthIsEmptyAndWhatStandsBehindItIsKept() {
    assertThat(depth(span(nested(31)).getAttributes(0).getValue())).isEqualTo(32);
    for (int values : new int[] {32, 33, 100}) {
      Span span = span(nested(values) + ",\"droppedAttributesCount\":7");
      assertThat(depth(span.getAttributes(0).getValue())).isEqualTo(OtlpJson.DEPTH_MAX + 1);
      assertThat(span.getDroppedAttributesCount()).isEqualTo(7);
    }
  }

  @Test
  void textThatNestsDeeperThanAnyTelemetryIsRefused() {
    assertThat(refused(spans(nested(200_000)))).isNotEmpty();
    assertThat(refused("{\"x\":" + "[".repeat(500_000))).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"resourceLogs\":[{}]}                      | LOGS    | expected resourceSpans, came resourceLogs",
        "{\"resourceSpans\":[],\"resourceMetrics\":[{}]} | METRICS | expected resourceSpans, came resourceMetrics",
        "{\"resource_spans\":[{}]}                    |         | expected resourceSpans, came its name in snake_case",
      })
  void anotherRequestIsRefusedAndNotTakenForAnEmptyOne(
      String json, OtlpJson.@Nullable Root other, String reason) {
    Conversion.Refused refused = (Conversion.Refused) convert(json.getBytes(UTF_8));
    assertThat(refused.other()).isEqualTo(Optional.ofNullable(other));
    assertThat(refused.reason()).startsWith(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"x\":1,\"a_b\":2    | ''",
        "\"trace_id\":\"5b\"  | trace_id is not read, OTLP/JSON writes traceId: at /resourceSpans/0/scopeSpans/0/spans/0/trace_id",
        "\"start_time_unix_nano\":[1],\"name\":\"n\" | start_time_unix_nano is not read, OTLP/JSON writes startTimeUnixNano: at /resourceSpans/0/scopeSpans/0/spans/0/start_time_unix_nano",
      })
  void membersThatAreIgnoredAndProbablyMeantAreNamed(String members, String warning) {
    Conversion.Protobuf converted = (Conversion.Protobuf) convert(spans(members).getBytes(UTF_8));
    assertThat(converted.warnings()).isEqualTo(warning.isEmpty() ? List.of() : List.of(warning));
  }

  @Test
  void ofManyWarningsThreeAreKept() {
    String all = "{\"trace_id\":\"5b\"}" + ",{\"trace_id\":\"5b\"}".repeat(9);
    Conversion.Protobuf converted =
        (Conversion.Protobuf)
            convert(
                ("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[" + all + "]}]}]}")
                    .getBytes(UTF_8));
    assertThat(converted.warnings()).hasSize(3);
  }

  @Test
  void indexesIntoADictionaryStayVisible() {
    Span span = span("\"attributes\":[{\"keyStrindex\":1,\"value\":{\"stringValueStrindex\":2}}]");
    assertThat(span.getAttributes(0).getKeyStrindex()).isEqualTo(1);
    assertThat(span.getAttributes(0).getValue().getStringValueStrindex()).isEqualTo(2);
  }

  @Test
  void aResultOverTheBoundIsRefused() {
    assertThat(
            OtlpJson.toProtobuf(
                OtlpJson.Root.TRACES,
                spans("\"name\":\"" + "x".repeat(500) + "\"").getBytes(UTF_8),
                300))
        .isEqualTo(
            new Conversion.Refused(
                "the request is larger than 300 bytes as protobuf", Optional.empty()));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void damagedRequestsAreConvertedOrRefusedAndNeverMore(long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] whole =
        spans(
                """
                "traceId":"5B8EFFF798038103D269B633813FC60C","spanId":"eee19b7ec3c1b174","kind":"CLIENT",
                "startTimeUnixNano":"1544712660000000000","attributes":[{"key":"a","value":{"arrayValue":
                {"values":[{"intValue":"1"},{"doubleValue":1.5},null,{"kvlistValue":{"values":[{"key":"k",
                "value":{"boolValue":true}}]}}]}}}],"status":{"code":2}
                """)
            .getBytes(UTF_8);
    for (int i = 0; i < 300; i++) {
      byte[] damaged = whole.clone();
      for (int edits = random.nextInt(1, 5); edits > 0; edits--) {
        damaged[random.nextInt(damaged.length)] =
            random.nextBoolean()
                ? (byte) "{}[]\",:0-eNn\\\u0000".charAt(random.nextInt(14))
                : (byte) random.nextInt(256);
      }
      if (convert(damaged) instanceof Conversion.Protobuf converted) {
        assertThat(ExportTraceServiceRequest.parseFrom(converted.bytes())).isNotNull();
      }
    }
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 10);
  }

  @Test
  void recordedRequestsAreConverted() throws IOException {
    Path folder = RecordedData.require("otlp-captures");
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.filter(file -> file.toString().endsWith("-traces.json")).sorted().toList();
    }
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      Conversion conversion = convert(Files.readAllBytes(file));
      assertThat(conversion).as(file.toString()).isInstanceOf(Conversion.Protobuf.class);
      Span span = parse(((Conversion.Protobuf) conversion).bytes());
      assertThat(span.getTraceId().size()).as(file.toString()).isEqualTo(16);
      assertThat(span.getSpanId().size()).as(file.toString()).isEqualTo(8);
    }
  }

  private static int depth(AnyValue value) {
    return value.hasArrayValue() ? 1 + depth(value.getArrayValue().getValues(0)) : 1;
  }

  private static String nested(int values) {
    return "\"attributes\":[{\"key\":\"a\",\"value\":"
        + "{\"arrayValue\":{\"values\":[".repeat(values)
        + "{}"
        + "]}}".repeat(values)
        + "}]";
  }

  private static Span span(String members) {
    Conversion conversion = convert(spans(members).getBytes(UTF_8));
    assertThat(conversion).isInstanceOf(Conversion.Protobuf.class);
    return parse(((Conversion.Protobuf) conversion).bytes());
  }

  private static Span parse(byte[] bytes) {
    try {
      return ExportTraceServiceRequest.parseFrom(bytes)
          .getResourceSpans(0)
          .getScopeSpans(0)
          .getSpans(0);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private static String spans(String members) {
    return "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{" + members + "}]}]}]}";
  }

  private static String refused(String json) {
    Conversion conversion = convert(json.getBytes(UTF_8));
    assertThat(conversion).isInstanceOf(Conversion.Refused.class);
    return ((Conversion.Refused) conversion).reason();
  }

  private static Conversion convert(byte[] json) {
    return OtlpJson.toProtobuf(OtlpJson.Root.TRACES, json, MAX);
  }

  private static byte[] bytes(OtlpJson.Root root, String json) {
    return ((Conversion.Protobuf) OtlpJson.toProtobuf(root, json.getBytes(UTF_8), MAX)).bytes();
  }

  private static ByteString hex(String digits) {
    return ByteString.fromHex(digits);
  }
}
