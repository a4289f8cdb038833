package dev.leeway.collector.matrix;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.luben.zstd.Zstd;
import com.google.protobuf.Message;
import com.linecorp.armeria.common.HttpMethod;
import dev.leeway.collector.Client;
import dev.leeway.collector.otlp.Signal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;

/**
 * What a client sends, good or bad, before a transport wraps it.
 *
 * @param path over HTTP, and over gRPC
 * @param contentType over HTTP and, where it starts with application/grpc, over gRPC; empty for
 *     none
 * @param encoding the name of the compression, empty for none
 * @param body compressed as {@code encoding} should say
 * @param whole whether {@code body} is the whole body of a gRPC call, with frames and all
 */
@SuppressWarnings("ArrayRecordComponent") // Sent, not compared.
record Request(
    HttpMethod method,
    Map<Transport, String> path,
    String contentType,
    String encoding,
    byte[] body,
    boolean whole) {
  static final String PROTOBUF = "application/x-protobuf";
  static final String JSON = "application/json";

  static Request send(Signal signal, byte[] body) {
    return new Request(
        HttpMethod.POST,
        Map.of(
            Transport.HTTP_1, signal.httpPath(),
            Transport.HTTP_2, signal.httpPath(),
            Transport.GRPC, signal.grpcPath()),
        PROTOBUF,
        "",
        body,
        false);
  }

  static Request send(Signal signal, Message message) {
    return send(signal, message.toByteArray());
  }

  static Request json(Signal signal, String text) {
    return send(signal, text.getBytes(UTF_8)).as(JSON);
  }

  Request by(HttpMethod newMethod) {
    return new Request(newMethod, path, contentType, encoding, body, whole);
  }

  /** To that path, whatever the transport. */
  Request to(String newPath) {
    Map<Transport, String> paths =
        Map.of(Transport.HTTP_1, newPath, Transport.HTTP_2, newPath, Transport.GRPC, newPath);
    return new Request(method, paths, contentType, encoding, body, whole);
  }

  Request as(String newContentType) {
    return new Request(method, path, newContentType, encoding, body, whole);
  }

  /** Says so, and leaves the body as it is. */
  Request labelled(String newEncoding) {
    return new Request(method, path, contentType, newEncoding, body, whole);
  }

  Request gzip() {
    return with(Client.gzip(body)).labelled("gzip");
  }

  Request zstd() {
    return with(Zstd.compress(body)).labelled("zstd");
  }

  Request zlib(String name) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
      deflater.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return with(out.toByteArray()).labelled(name);
  }

  /** With another body under the same headers. */
  Request with(byte[] newBody) {
    return new Request(method, path, contentType, encoding, newBody, whole);
  }

  /** A gRPC call with that body, frames and all. */
  Request framedAs(byte[] frames) {
    return new Request(method, path, contentType, encoding, frames, true);
  }
}
