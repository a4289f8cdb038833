package dev.leeway.collector.matrix;

import static dev.leeway.collector.matrix.Expected.malformed;
import static dev.leeway.collector.matrix.Expected.notFound;
import static dev.leeway.collector.matrix.Expected.refused;
import static dev.leeway.collector.matrix.Expected.stored;
import static dev.leeway.collector.matrix.Expected.unsupported;
import static dev.leeway.collector.matrix.Request.json;
import static dev.leeway.collector.matrix.Request.send;
import static dev.leeway.collector.matrix.Row.all;
import static dev.leeway.collector.matrix.Row.grpc;
import static dev.leeway.collector.matrix.Row.http;
import static dev.leeway.collector.otlp.Signal.LOGS;
import static dev.leeway.collector.otlp.Signal.METRICS;
import static dev.leeway.collector.otlp.Signal.TRACES;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.linecorp.armeria.common.HttpMethod;
import dev.leeway.collector.Client;
import dev.leeway.collector.Requests;
import java.util.Arrays;
import java.util.List;

/** Paths, methods, encodings, compression. */
final class TransportRows {
  static final String JSON_SPAN =
      """
      {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"5b8efff798038103d269b633813fc60c",
      "spanId":"eee19b7ec3c1b174","name":"a"}]}]}]}
      """;
  static final String JSON_POINT =
      """
      {"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":"g","gauge":{"dataPoints":[
      {"timeUnixNano":"1795000000000000000","asInt":"3"}]}}]}]}]}
      """;
  static final String JSON_LOG =
      """
      {"resourceLogs":[{"scopeLogs":[{"logRecords":[{"timeUnixNano":"1795000000000000000",
      "body":{"stringValue":"hello"}}]}]}]}
      """;

  private static final Request SPANS = send(TRACES, Requests.traces(Requests.spans(2)));
  private static final Request POINTS = send(METRICS, Requests.metrics(2));
  private static final Request RECORDS = send(LOGS, Requests.logs(2));
  private static final Request JSON_SPANS = json(TRACES, JSON_SPAN);
  private static final String PROFILES =
      "/opentelemetry.proto.collector.profiles.v1development.ProfilesService/Export";

  private TransportRows() {}

  static List<Row> endpoints() {
    String topic = "Endpoints";
    return List.of(
        all(topic, "traces", SPANS, stored(2)),
        all(topic, "metrics", POINTS, stored(2)),
        all(topic, "logs", RECORDS, stored(2)),
        http(topic, "Langfuse traces", SPANS.to("/api/public/otel/v1/traces"), stored(2)),
        http(topic, "Langfuse metrics", POINTS.to("/api/public/otel/v1/metrics"), stored(2)),
        http(topic, "Langfuse logs", RECORDS.to("/api/public/otel/v1/logs"), stored(2)),
        http(topic, "LangSmith traces", JSON_SPANS.to("/otel/v1/traces"), stored(1)),
        http(topic, "with a query", SPANS.to("/v1/traces?key=1"), stored(2)),
        http(topic, "profiles", SPANS.to("/v1development/profiles"), notFound("/v1/traces")),
        http(topic, "profiles, as the Collector", SPANS.to("/v1/profiles"), notFound("/v1/t")),
        grpc(topic, "profiles", SPANS.to(PROFILES), refused(0, 12, "expected Export of traces")),
        grpc(topic, "another method", SPANS.to(TRACES.grpcPath() + "All"), refused(0, 12, "")),
        http(topic, "no path, JSON", JSON_SPANS.to("/"), notFound("expected /v1/traces")),
        http(topic, "GET", JSON_SPANS.by(HttpMethod.GET), notAllowed("came GET")),
        http(topic, "PUT, protobuf", SPANS.by(HttpMethod.PUT), notAllowed("came PUT")),
        http(topic, "DELETE", RECORDS.by(HttpMethod.DELETE), notAllowed("came DELETE")),
        http(topic, "HEAD", POINTS.by(HttpMethod.HEAD).with(new byte[0]), notAllowed("")),
        http(topic, "OPTIONS, CORS off", SPANS.by(HttpMethod.OPTIONS), notAllowed("OPTIONS")),
        http(
            topic,
            "plain HTTP to gRPC's path",
            SPANS.to(TRACES.grpcPath()),
            unsupported("OTLP over HTTP is at /v1/traces")),
        http(
            topic,
            "gRPC-Web",
            SPANS.to(TRACES.grpcPath()).as("application/grpc-web+proto"),
            unsupported("expected a gRPC call")));
  }

  static List<Row> encodings() {
    String topic = "Encodings";
    byte[] half = Arrays.copyOf(SPANS.body(), SPANS.body().length / 2);
    byte[] twice = new byte[2 * (SPANS.body().length + 5)];
    System.arraycopy(Client.framed(0, SPANS.body()), 0, twice, 0, twice.length / 2);
    System.arraycopy(Client.framed(0, SPANS.body()), 0, twice, twice.length / 2, twice.length / 2);
    return List.of(
        http(topic, "JSON traces", JSON_SPANS, stored(1)),
        http(topic, "JSON metrics", json(METRICS, JSON_POINT), stored(1)),
        http(topic, "JSON logs", json(LOGS, JSON_LOG), stored(1)),
        http(topic, "protobuf's newer name", SPANS.as("application/protobuf"), stored(2)),
        http(topic, "JSON, charset", JSON_SPANS.as("application/json; charset=utf-8"), stored(1)),
        http(topic, "protobuf, charset", SPANS.as("application/x-protobuf;charset=x"), stored(2)),
        http(topic, "JSON in capitals", JSON_SPANS.as("Application/JSON"), stored(1)),
        http(topic, "text", SPANS.as("text/plain"), unsupported("came text/plain")),
        http(topic, "no type", SPANS.as(""), unsupported("came none")),
        http(topic, "no such type", SPANS.as("json"), unsupported("came json")),
        http(topic, "form", SPANS.as("application/x-www-form-urlencoded"), unsupported("form")),
        grpc(topic, "application/grpc+proto", SPANS.as("application/grpc+proto"), stored(2)),
        grpc(
            topic,
            "JSON over gRPC",
            JSON_SPANS.as("application/grpc+json"),
            refused(0, 12, "messages in protobuf")),
        all(topic, "not protobuf", SPANS.with(ascii("garbage!")), malformed("not an OTLP request")),
        all(topic, "half a request", SPANS.with(half), malformed("not an OTLP request")),
        http(topic, "not JSON", JSON_SPANS.with(ascii("{")), malformed("not JSON")),
        http(topic, "two JSON objects", JSON_SPANS.with(ascii("{}{}")), malformed("the end")),
        http(topic, "a JSON array", JSON_SPANS.with(ascii("[]")), malformed("a JSON object")),
        http(topic, "no JSON at all", JSON_SPANS.with(new byte[0]), malformed("a JSON object")),
        all(
            topic,
            "JSON said to be protobuf",
            SPANS.with(JSON_SPANS.body()),
            malformed("it looks like JSON")),
        http(
            topic,
            "protobuf said to be JSON",
            JSON_SPANS.with(SPANS.body()),
            malformed("it looks like protobuf")),
        grpc(topic, "no message", SPANS.framedAs(new byte[0]), malformed("one message")),
        grpc(topic, "two messages", SPANS.framedAs(twice), malformed("one message")),
        grpc(
            topic,
            "a message shorter than it says",
            SPANS.framedAs(Arrays.copyOf(Client.framed(0, SPANS.body()), 50)),
            malformed("expected one message")),
        grpc(
            topic,
            "an unknown flag",
            SPANS.framedAs(Client.framed(2, SPANS.body())),
            malformed("compression flag of 0 or 1")));
  }

  static List<Row> compression() {
    String topic = "Compression";
    byte[] gzipped = Client.gzip(SPANS.body());
    byte[] tail = Arrays.copyOf(gzipped, gzipped.length + 3);
    return List.of(
        all(topic, "gzip", SPANS.gzip(), stored(2)),
        all(topic, "gzip, metrics", POINTS.gzip(), stored(2)),
        all(topic, "gzip, logs", RECORDS.gzip(), stored(2)),
        http(topic, "gzip, JSON", JSON_SPANS.gzip(), stored(1)),
        all(topic, "x-gzip", SPANS.gzip().labelled("x-gzip"), stored(2)),
        all(topic, "GZIP", SPANS.gzip().labelled("GZIP"), stored(2)),
        all(topic, "zstd", SPANS.zstd(), stored(2)),
        http(topic, "zstd, JSON", JSON_SPANS.zstd(), stored(1)),
        all(topic, "deflate", SPANS.zlib("deflate"), stored(2)),
        all(topic, "zlib", SPANS.zlib("zlib"), stored(2)),
        http(topic, "identity", SPANS.labelled("identity"), stored(2)),
        grpc(
            topic,
            "gzip agreed, not used",
            SPANS.labelled("gzip").framedAs(Client.framed(0, SPANS.body())),
            stored(2)),
        grpc(
            topic,
            "compressed, encoding unsaid",
            SPANS.framedAs(Client.framed(1, gzipped)),
            malformed("without grpc-encoding")),
        all(topic, "bytes behind gzip's end", SPANS.with(tail).labelled("gzip"), stored(2)),
        all(topic, "said gzip, is not", SPANS.labelled("gzip"), malformed("not a GZIP body")),
        all(topic, "said zstd, is not", SPANS.labelled("zstd"), malformed("not a ZSTD body")),
        all(
            topic,
            "said deflate, is not",
            SPANS.labelled("deflate"),
            malformed("not a DEFLATE body")),
        all(
            topic,
            "gzip cut short",
            SPANS.with(Arrays.copyOf(gzipped, 60)).labelled("gzip"),
            malformed("not a GZIP body")),
        all(
            topic,
            "gzip's header cut short",
            SPANS.with(Arrays.copyOf(gzipped, 5)).labelled("gzip"),
            malformed("it ends too early")),
        http(topic, "gzip unsaid", SPANS.with(gzipped), malformed("it looks like gzip")),
        all(topic, "snappy", SPANS.labelled("snappy"), unsupported("gzip, zstd, deflate")),
        http(topic, "two encodings", SPANS.labelled("gzip, gzip"), unsupported("gzip, gzip")));
  }

  private static Expected notAllowed(String words) {
    return refused(405, Expected.UNIMPLEMENTED, words).withHeader("allow", "POST");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(UTF_8);
  }
}
