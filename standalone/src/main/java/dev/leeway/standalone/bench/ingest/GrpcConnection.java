package dev.leeway.standalone.bench.ingest;

import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletionException;

/** Calls OTLP's {@code Export} over a gRPC connection of its own. Not thread-safe. */
final class GrpcConnection implements Connection {
  private static final int PREFIX_BYTES = 5;
  private static final RequestHeaders HEADERS =
      RequestHeaders.builder(
              HttpMethod.POST, "/opentelemetry.proto.collector.trace.v1.TraceService/Export")
          .contentType(MediaType.parse("application/grpc"))
          .add(HttpHeaderNames.TE, "trailers")
          .build();

  private final ClientFactory factory;
  private final WebClient client;

  GrpcConnection(URI server) {
    factory = ClientFactory.builder().workerGroup(1).useHttp2Preface(true).build();
    client =
        WebClient.builder("h2c://" + server.getAuthority())
            .factory(factory)
            .responseTimeout(Duration.ofSeconds(60))
            .writeTimeout(Duration.ofSeconds(60))
            .build();
  }

  @Override
  public boolean post(byte[] body) throws IOException {
    ByteBuffer message = ByteBuffer.allocate(PREFIX_BYTES + body.length);
    message.put((byte) 0).putInt(body.length).put(body);
    AggregatedHttpResponse answer;
    try {
      answer = client.execute(HEADERS, HttpData.wrap(message.array())).aggregate().join();
    } catch (CompletionException e) {
      throw new IOException("no answer over gRPC: " + e.getCause(), e);
    }
    // A refusal comes in headers alone.
    String status = answer.trailers().get("grpc-status", answer.headers().get("grpc-status", ""));
    byte[] content = answer.content().array();
    return status.equals("0")
        && PartialSuccess.none(
            Arrays.copyOfRange(content, Math.min(PREFIX_BYTES, content.length), content.length));
  }

  @Override
  public void close() {
    factory.close();
  }
}
