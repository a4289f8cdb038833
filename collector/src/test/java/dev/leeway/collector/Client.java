package dev.leeway.collector;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.rpc.Status;
import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaders;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.RequestHeadersBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Sends raw bytes over both transports, so that wrong ones can be sent too. */
public final class Client {
  /** How a gRPC call ended. */
  @SuppressWarnings("ArrayRecordComponent")
  public record GrpcReply(int status, String message, Status details, byte[] response) {}

  private final WebClient http;
  private final WebClient grpc;

  public Client(Collector collector) {
    http = client("h1c://127.0.0.1:" + collector.httpPort());
    grpc = client("h2c://127.0.0.1:" + collector.grpcPort());
  }

  public AggregatedHttpResponse http(
      HttpMethod method, String path, Map<String, String> headers, byte[] body) {
    RequestHeadersBuilder request = RequestHeaders.builder(method, path);
    headers.forEach(request::add);
    return http.execute(request.build(), HttpData.wrap(body)).aggregate().join();
  }

  public AggregatedHttpResponse post(String path, String contentType, byte[] body) {
    return http(HttpMethod.POST, path, Map.of("content-type", contentType), body);
  }

  /** A unary call with one message. */
  GrpcReply grpc(String path, byte[] message) throws IOException {
    return grpcBody(path, Map.of(), framed(0, message));
  }

  /** A unary call with whatever body. */
  public GrpcReply grpcBody(String path, Map<String, String> headers, byte[] body)
      throws IOException {
    RequestHeadersBuilder request = RequestHeaders.builder(HttpMethod.POST, path);
    request.add("content-type", "application/grpc").add("te", "trailers");
    headers.forEach(request::set);
    AggregatedHttpResponse response =
        grpc.execute(request.build(), HttpData.wrap(body)).aggregate().join();
    HttpHeaders end =
        response.headers().contains("grpc-status") ? response.headers() : response.trailers();
    byte[] details = Base64.getDecoder().decode(end.get("grpc-status-details-bin", ""));
    byte[] content = response.content().array();
    return new GrpcReply(
        Integer.parseInt(end.get("grpc-status", "-1")),
        URLDecoder.decode(end.get("grpc-message", "").replace("+", "%2B"), UTF_8),
        Status.parseFrom(details),
        content.length < 5 ? new byte[0] : Arrays.copyOfRange(content, 5, content.length));
  }

  public static byte[] framed(int flag, byte[] message) {
    byte[] framed = new byte[message.length + 5];
    framed[0] = (byte) flag;
    framed[1] = (byte) (message.length >> 24);
    framed[2] = (byte) (message.length >> 16);
    framed[3] = (byte) (message.length >> 8);
    framed[4] = (byte) message.length;
    System.arraycopy(message, 0, framed, 5, message.length);
    return framed;
  }

  public static byte[] gzip(byte[] body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(body);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  private static WebClient client(String uri) {
    return WebClient.builder(uri)
        .factory(ClientFactory.ofDefault())
        .responseTimeout(Duration.ofSeconds(60))
        .writeTimeout(Duration.ofSeconds(60))
        .maxResponseLength(1 << 20)
        .build();
  }
}
