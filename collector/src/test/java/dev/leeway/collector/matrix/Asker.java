package dev.leeway.collector.matrix;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.Status;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaders;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.RequestHeadersBuilder;
import dev.leeway.collector.Client;
import dev.leeway.collector.Collector;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Carries requests over any transport, and reads what is answered. */
final class Asker {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Map<Transport, WebClient> clients = new EnumMap<>(Transport.class);

  Asker(Collector collector) {
    clients.put(Transport.HTTP_1, client("h1c://127.0.0.1:" + collector.httpPort()));
    clients.put(Transport.HTTP_2, client("h2c://127.0.0.1:" + collector.httpPort()));
    clients.put(Transport.GRPC, client("h2c://127.0.0.1:" + collector.grpcPort()));
  }

  Outcome ask(Transport transport, Request request) throws IOException {
    WebClient client = clients.get(transport);
    if (client == null) {
      throw new AssertionError("no client for " + transport);
    }
    return transport == Transport.GRPC ? overGrpc(client, request) : overHttp(client, request);
  }

  private static Outcome overHttp(WebClient client, Request request) throws IOException {
    AggregatedHttpResponse response =
        execute(client, headers(Transport.HTTP_1, request, "content-encoding"), request.body());
    String contentType = response.headers().get("content-type", "");
    byte[] content = response.content().array();
    int status = response.status().code();
    if (request.method() == HttpMethod.HEAD) {
      return new Outcome(
          status, contentType, response.headers(), false, 0, "", Optional.of(unimplemented()));
    }
    if (status == 200) {
      ExportTraceServiceResponse reply =
          contentType.endsWith("json") ? fromJson(content) : fromProtobuf(content);
      return success(status, contentType, response.headers(), reply);
    }
    Status error =
        contentType.endsWith("json") ? statusFromJson(content) : Status.parseFrom(content);
    return new Outcome(
        status, contentType, response.headers(), false, 0, error.getMessage(), Optional.of(error));
  }

  private static Outcome overGrpc(WebClient client, Request request) throws IOException {
    byte[] body =
        request.whole()
            ? request.body()
            : Client.framed(request.encoding().isEmpty() ? 0 : 1, request.body());
    RequestHeadersBuilder headers = headers(Transport.GRPC, request, "grpc-encoding");
    if (!request.contentType().startsWith("application/grpc")) {
      headers.set("content-type", "application/grpc");
    }
    headers.set("te", "trailers");
    AggregatedHttpResponse response = execute(client, headers, body);
    HttpHeaders end =
        response.headers().contains("grpc-status") ? response.headers() : response.trailers();
    String contentType = response.headers().get("content-type", "");
    int code = Integer.parseInt(end.get("grpc-status", "-1"));
    if (code == Expected.OK) {
      byte[] content = response.content().array();
      return success(
          0, contentType, end, fromProtobuf(Arrays.copyOfRange(content, 5, content.length)));
    }
    String message = URLDecoder.decode(end.get("grpc-message", "").replace("+", "%2B"), UTF_8);
    Status details =
        Status.parseFrom(Base64.getDecoder().decode(end.get("grpc-status-details-bin", "")));
    return new Outcome(
        0,
        contentType,
        end,
        false,
        0,
        message,
        Optional.of(details.toBuilder().setCode(code).build()));
  }

  private static AggregatedHttpResponse execute(
      WebClient client, RequestHeadersBuilder headers, byte[] body) {
    return client.execute(headers.build(), HttpData.wrap(body)).aggregate().join();
  }

  private static RequestHeadersBuilder headers(
      Transport transport, Request request, String encodingHeader) {
    RequestHeadersBuilder headers =
        RequestHeaders.builder(request.method(), request.path().getOrDefault(transport, ""));
    if (!request.contentType().isEmpty()) {
      headers.add("content-type", request.contentType());
    }
    if (!request.encoding().isEmpty()) {
      headers.add(encodingHeader, request.encoding());
    }
    return headers;
  }

  private static Outcome success(
      int status, String contentType, HttpHeaders headers, ExportTraceServiceResponse reply) {
    return new Outcome(
        status,
        contentType,
        headers,
        reply.hasPartialSuccess(),
        reply.getPartialSuccess().getRejectedSpans(),
        reply.getPartialSuccess().getErrorMessage(),
        Optional.empty());
  }

  /** The export responses of all signals have the same numbers. */
  private static ExportTraceServiceResponse fromProtobuf(byte[] content)
      throws InvalidProtocolBufferException {
    return ExportTraceServiceResponse.parseFrom(content);
  }

  private static ExportTraceServiceResponse fromJson(byte[] content) throws IOException {
    JsonNode reply = JSON.readTree(content);
    JsonNode partial = reply.get("partialSuccess");
    if (partial == null) {
      assertEmpty(reply);
      return ExportTraceServiceResponse.getDefaultInstance();
    }
    long rejected = 0;
    for (String name : new String[] {"rejectedSpans", "rejectedDataPoints", "rejectedLogRecords"}) {
      // Integers of 64 bits are strings in OTLP/JSON.
      rejected += Long.parseLong(partial.path(name).asText("0"));
    }
    return ExportTraceServiceResponse.newBuilder()
        .setPartialSuccess(
            ExportTracePartialSuccess.newBuilder()
                .setRejectedSpans(rejected)
                .setErrorMessage(partial.path("errorMessage").asText()))
        .build();
  }

  private static void assertEmpty(JsonNode reply) {
    if (!reply.isEmpty()) {
      throw new AssertionError("expected {}, came " + reply);
    }
  }

  private static Status statusFromJson(byte[] content) throws IOException {
    JsonNode status = JSON.readTree(content);
    return Status.newBuilder()
        .setCode(status.get("code").asInt())
        .setMessage(status.get("message").asText())
        .build();
  }

  private static Status unimplemented() {
    return Status.newBuilder().setCode(Expected.UNIMPLEMENTED).build();
  }

  private static WebClient client(String uri) {
    return WebClient.builder(uri)
        .responseTimeout(Duration.ofSeconds(60))
        .writeTimeout(Duration.ofSeconds(60))
        .maxResponseLength(4 << 20)
        .build();
  }
}
