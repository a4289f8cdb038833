package dev.leeway.simulator.otlp;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;

/**
 * Posts OTLP requests one after the other, in order, and repeats a request that met a retryable
 * answer or a broken connection until it is acknowledged or the patience ends.
 *
 * <p>One request is in flight at a time: traffic that is replayed faster than it happened must
 * reach the detectors in the order of its event time. Not thread-safe.
 */
public final class OtlpSender implements AutoCloseable {
  private record PartialSuccess(long rejected, String message) {}

  private static final Set<Integer> RETRYABLE = Set.of(429, 502, 503, 504);
  private static final Duration PAUSE_MIN = Duration.ofMillis(200);
  private static final Duration PAUSE_MAX = Duration.ofSeconds(5);

  private final URI endpoint;
  private final Duration patience;
  private final InstantSource clock;
  private final HttpClient client;

  /**
   * @param endpoint base address of an OTLP/HTTP receiver, such as {@code http://127.0.0.1:4318}
   * @param patience how long one request is retried before the sender gives up
   */
  public OtlpSender(URI endpoint, Duration patience, InstantSource clock) {
    this.endpoint = endpoint;
    this.patience = patience;
    this.clock = clock;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
  }

  /**
   * Sends one request and waits for its acknowledgement.
   *
   * @param items how many spans, data points or log records the body holds
   * @throws NoAcknowledgementException when no final answer came within the patience
   */
  public SendReport send(OtlpSignal signal, byte[] body, long items)
      throws IOException, InterruptedException {
    return deliver(signal, body, items).report();
  }

  /** The same, with the reason of what was refused. */
  public SendAnswer deliver(OtlpSignal signal, byte[] body, long items)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint.resolve(signal.path()))
            .timeout(Duration.ofSeconds(60))
            .header("content-type", "application/x-protobuf")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    Instant deadline = clock.instant().plus(patience);
    Duration pause = PAUSE_MIN;
    while (true) {
      String problem;
      try {
        HttpResponse<byte[]> response =
            client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() == 200) {
          PartialSuccess partial = partialSuccess(signal, response.body());
          long refused = Math.min(items, partial.rejected());
          return new SendAnswer(
              new SendReport(items, items - refused, refused),
              refused > 0 ? partial.message() : "");
        }
        if (!RETRYABLE.contains(response.statusCode())) {
          return new SendAnswer(
              new SendReport(items, 0, items),
              StatusMessage.of(response.statusCode(), response.body()));
        }
        problem = "status " + response.statusCode();
      } catch (IOException e) {
        problem = String.valueOf(e);
      }
      if (clock.instant().plus(pause).isAfter(deadline)) {
        throw new NoAcknowledgementException(
            "no acknowledgement from " + endpoint + " within " + patience + ": " + problem);
      }
      Thread.sleep(pause);
      pause = pause.multipliedBy(2).compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : pause.multipliedBy(2);
    }
  }

  private static PartialSuccess partialSuccess(OtlpSignal signal, byte[] body) {
    try {
      return switch (signal) {
        case TRACES -> {
          var partial = ExportTraceServiceResponse.parseFrom(body).getPartialSuccess();
          yield new PartialSuccess(partial.getRejectedSpans(), partial.getErrorMessage());
        }
        case METRICS -> {
          var partial = ExportMetricsServiceResponse.parseFrom(body).getPartialSuccess();
          yield new PartialSuccess(partial.getRejectedDataPoints(), partial.getErrorMessage());
        }
        case LOGS -> {
          var partial = ExportLogsServiceResponse.parseFrom(body).getPartialSuccess();
          yield new PartialSuccess(partial.getRejectedLogRecords(), partial.getErrorMessage());
        }
      };
    } catch (InvalidProtocolBufferException e) {
      // The status said success; a body that can't be read takes nothing back.
      return new PartialSuccess(0, "");
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
