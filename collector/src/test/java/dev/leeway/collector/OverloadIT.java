package dev.leeway.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.intake.IntakeLimits;
import dev.leeway.collector.metrics.CollectorMetrics;
import dev.leeway.collector.otlp.Refusal;
import dev.leeway.collector.otlp.Signal;
import dev.leeway.kafka.EmbeddedKafka;
import dev.leeway.kafka.EmbeddedKafkaConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More at once than the budget takes. */
final class OverloadIT {
  @TempDir private Path directory;

  @Test
  void whatTheBudgetDoesNotTakeIsPutOffAndNothingIsLost() throws Exception {
    byte[] traces = Requests.traces(Requests.spans(1_000)).toByteArray();
    IntakeLimits tight = new IntakeLimits(400_000, 400_000, 100_000, 900_000, 2, 1);
    try (EmbeddedKafka kafka = EmbeddedKafka.start(EmbeddedKafkaConfig.defaults(directory));
        KafkaTail tail = new KafkaTail(kafka.bootstrapServers(), "otlp_spans");
        Collector collector =
            Collector.start(
                CollectorConfig.defaults().withPorts(0, 0).withLimits(tight),
                kafka.bootstrapServers());
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Client client = new Client(collector);
      Awaitility.await()
          .until(() ->
              client.post("/v1/traces", "application/x-protobuf", traces).status().code() == 200);
      List<Future<Integer>> statuses = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        statuses.add(
            executor.submit(
                () -> client.post("/v1/traces", "application/x-protobuf", traces).status().code()));
      }
      long taken = 1;
      for (Future<Integer> status : statuses) {
        assertThat(status.get()).isIn(200, 503);
        taken += status.get() == 200 ? 1 : 0;
      }
      CollectorMetrics.Counts counts = collector.metrics().snapshot(Signal.TRACES);
      assertThat(counts.accepted()).isEqualTo(1_000 * taken);
      assertThat(counts.refusedRequests()).containsKey(Refusal.OVERLOADED);
      assertThat(tail.read()).hasSize((int) counts.records());
      Equations.hold(collector);
    }
  }
}
