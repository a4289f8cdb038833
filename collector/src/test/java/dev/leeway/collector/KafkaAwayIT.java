package dev.leeway.collector;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.RetryInfo;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import dev.leeway.collector.metrics.CollectorMetrics;
import dev.leeway.collector.otlp.Refusal;
import dev.leeway.collector.otlp.Signal;
import dev.leeway.kafka.EmbeddedKafka;
import dev.leeway.kafka.EmbeddedKafkaConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka goes and comes back. */
final class KafkaAwayIT {
  private static final String PROTO = "application/x-protobuf";
  private static final byte[] TRACES = Requests.traces(Requests.spans(3)).toByteArray();

  @TempDir private Path directory;

  @Test
  void clientsAreAskedToWaitAndAreServedAgainAfterwards() throws Exception {
    EmbeddedKafka first = EmbeddedKafka.start(EmbeddedKafkaConfig.defaults(directory));
    CollectorConfig config =
        CollectorConfig.defaults().withPorts(0, 0).withDeliveryTimeout(Duration.ofSeconds(2));
    try (Collector collector = Collector.start(config, first.bootstrapServers())) {
      Client client = new Client(collector);
      Awaitility.await()
          .until(() -> client.post("/v1/traces", PROTO, TRACES).status().code() == 200);

      first.close();
      AggregatedHttpResponse response = client.post("/v1/traces", PROTO, TRACES);
      assertThat(response.status().code()).isEqualTo(503);
      assertThat(response.headers().get(HttpHeaderNames.RETRY_AFTER)).isEqualTo("2");
      assertThat(String.valueOf(response.contentType())).isEqualTo(PROTO);
      Client.GrpcReply reply = client.grpc(Signal.TRACES.grpcPath(), TRACES);
      assertThat(reply.status()).isEqualTo(14);
      assertThat(reply.details().getDetails(0).unpack(RetryInfo.class).getRetryDelay().getSeconds())
          .isEqualTo(2);
      assertThat(collector.check().ready()).isFalse();
      Awaitility.await()
          .until(() ->
              client.http(HttpMethod.GET, "/health/ready", Map.of(), new byte[0]).status().code()
                  == 503);
      // What could not be taken anyway is not worth a retry.
      assertThat(client.post("/v1/traces", PROTO, new byte[] {1, 2}).status().code())
          .isEqualTo(400);
      assertThat(client.post("/v1/traces", PROTO, new byte[0]).status().code()).isEqualTo(200);

      try (EmbeddedKafka second =
          EmbeddedKafka.start(EmbeddedKafkaConfig.defaults(directory).withPort(first.port()))) {
        Awaitility.await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> client.grpc(Signal.TRACES.grpcPath(), TRACES).status() == 0);
        assertThat(second.check().serving()).isTrue();
        assertThat(collector.check().ready()).isTrue();
      }
      Equations.hold(collector);
      CollectorMetrics.Counts counts = collector.metrics().snapshot(Signal.TRACES);
      assertThat(counts.refused().get(Refusal.KAFKA_UNAVAILABLE)).isGreaterThanOrEqualTo(6);
      assertThat(counts.accepted()).isEqualTo(6);
    }
  }

  @Test
  void aCollectorStartsBeforeItsKafka() throws Exception {
    EmbeddedKafka once = EmbeddedKafka.start(EmbeddedKafkaConfig.defaults(directory));
    once.close();
    try (Collector collector =
        Collector.start(CollectorConfig.defaults().withPorts(0, 0), once.bootstrapServers())) {
      Client client = new Client(collector);
      assertThat(client.post("/v1/traces", PROTO, TRACES).status().code()).isEqualTo(503);
      try (EmbeddedKafka kafka =
          EmbeddedKafka.start(EmbeddedKafkaConfig.defaults(directory).withPort(once.port()))) {
        Awaitility.await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> client.post("/v1/traces", PROTO, TRACES).status().code() == 200);
        assertThat(kafka.check().serving()).isTrue();
      }
      Equations.hold(collector);
    }
  }

  @Test
  void requestsUnderWayAreAnsweredBeforeTheEnd() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(EmbeddedKafkaConfig.defaults(directory))) {
      Collector collector =
          Collector.start(CollectorConfig.defaults().withPorts(0, 0), kafka.bootstrapServers());
      Client client = new Client(collector);
      Awaitility.await().until(() -> collector.check().ready());
      Awaitility.await()
          .until(() -> client.post("/v1/traces", PROTO, TRACES).status().code() == 200);
      collector.close();
      collector.close();
      assertThat(collector.check().reasons()).containsExactly("closing");
      Equations.hold(collector);
    }
  }
}
