package dev.leeway.collector.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpMethod;
import dev.leeway.collector.Client;
import dev.leeway.collector.otlp.Signal;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * One client that sends damaged requests, one after another, and checks that each is answered
 * within the table. Not thread-safe.
 */
final class FuzzSender {
  private static final List<Signal> SIGNALS = List.of(Signal.values());

  private final Client client;
  private final SplittableRandom random;
  private final Mutator mutator;

  FuzzSender(Client client, long seed) {
    this.client = client;
    this.random = new SplittableRandom(seed);
    this.mutator = new Mutator(random);
  }

  void sendOne() throws IOException {
    boolean json = random.nextInt(3) == 0;
    Signal body = SIGNALS.get(random.nextInt(3));
    Signal path = random.nextInt(20) == 0 ? SIGNALS.get(random.nextInt(3)) : body;
    byte[] whole = valid(body, json);
    byte[] other = valid(SIGNALS.get(random.nextInt(3)), json);
    byte[] message = json ? mutator.damaged(whole, other, true) : mutator.reshaped(whole, other);
    String encoding = "";
    if (random.nextInt(3) == 0) {
      boolean gzip = random.nextBoolean();
      encoding = gzip ? "gzip" : "zstd";
      message = gzip ? Client.gzip(message) : Zstd.compress(message);
      if (random.nextInt(4) == 0) {
        message = mutator.damaged(message, message, false);
      }
    }
    if (json || random.nextBoolean()) {
      overHttp(path, json, encoding, message);
    } else {
      overGrpc(path, encoding, message);
    }
  }

  private void overHttp(Signal path, boolean json, String encoding, byte[] body) {
    boolean mislabelled = random.nextInt(50) == 0;
    Map<String, String> headers = new HashMap<>();
    headers.put(
        "content-type", json != mislabelled ? "application/json" : "application/x-protobuf");
    if (!encoding.isEmpty()) {
      headers.put("content-encoding", encoding);
    }
    AggregatedHttpResponse response = client.http(HttpMethod.POST, path.httpPath(), headers, body);
    assertThat(response.status().code()).as(response.contentUtf8()).isIn(200, 400, 413);
    assertThat(String.valueOf(response.contentType())).isEqualTo(headers.get("content-type"));
  }

  private void overGrpc(Signal path, String encoding, byte[] message) throws IOException {
    byte[] body = Client.framed(encoding.isEmpty() ? 0 : 1, message);
    if (random.nextInt(20) == 0) {
      body = mutator.damaged(body, body, false);
    }
    Client.GrpcReply reply =
        client.grpcBody(
            path.grpcPath(),
            encoding.isEmpty() ? Map.of() : Map.of("grpc-encoding", encoding),
            body);
    assertThat(reply.status()).as(reply.message()).isIn(0, 3, 8);
  }

  private byte[] valid(Signal signal, boolean json) {
    List<byte[]> requests =
        (json ? ValidRequests.JSON : ValidRequests.PROTOBUF).getOrDefault(signal, List.of());
    return requests.get(random.nextInt(requests.size()));
  }
}
