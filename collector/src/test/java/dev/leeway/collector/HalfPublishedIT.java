package dev.leeway.collector;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import dev.leeway.collector.metrics.CollectorMetrics;
import dev.leeway.collector.otlp.Refusal;
import dev.leeway.collector.otlp.Signal;
import dev.leeway.kafka.EmbeddedKafka;
import dev.leeway.kafka.EmbeddedKafkaConfig;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A topic that takes smaller records than the collector writes: one part passes, one does not. */
final class HalfPublishedIT {
  private static final String PROTO = "application/x-protobuf";

  @TempDir private Path directory;

  @Test
  void whatIsInTheLogOfAFailedRequestIsCountedAsAmbiguous() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(EmbeddedKafkaConfig.defaults(directory));
        Collector collector =
            Collector.start(CollectorConfig.defaults().withPorts(0, 0), kafka.bootstrapServers())) {
      limitRecords(kafka.bootstrapServers(), 300_000);
      Client client = new Client(collector);
      byte[] small = Requests.traces(Requests.span(9)).toByteArray();
      Awaitility.await()
          .until(() -> client.post("/v1/traces", PROTO, small).status().code() == 200);
      List<Span> spans = new ArrayList<>();
      spans.add(large(1, "x".repeat(900_000)));
      spans.add(large(2, noise(900_000)));
      AggregatedHttpResponse response =
          client.post("/v1/traces", PROTO, Requests.traces(spans).toByteArray());
      assertThat(response.status().code()).isEqualTo(413);
      CollectorMetrics.Counts counts = collector.metrics().snapshot(Signal.TRACES);
      assertThat(counts.published()).isEqualTo(2);
      assertThat(counts.accepted()).isEqualTo(1);
      assertThat(counts.ambiguous()).isEqualTo(1);
      assertThat(counts.refused()).isEqualTo(Map.of(Refusal.ITEM_TOO_LARGE, 2L));
      Equations.hold(collector);
    }
  }

  private static void limitRecords(String bootstrapServers, int bytes) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(ConfigResource.Type.TOPIC, Signal.TRACES.topic()),
                  List.of(
                      new AlterConfigOp(
                          new ConfigEntry("max.message.bytes", Integer.toString(bytes)),
                          AlterConfigOp.OpType.SET))))
          .all()
          .get();
    }
  }

  private static Span large(int number, String text) {
    return Requests.span(number).toBuilder().addAttributes(Requests.text("large", text)).build();
  }

  /** Text that does not compress well. */
  private static String noise(int characters) {
    SplittableRandom random = new SplittableRandom(7);
    StringBuilder text = new StringBuilder(characters);
    for (int i = 0; i < characters; i++) {
      text.append((char) random.nextInt('!', '~'));
    }
    return text.toString();
  }
}
