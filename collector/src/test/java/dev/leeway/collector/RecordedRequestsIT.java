package dev.leeway.collector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpMethod;
import dev.leeway.collector.metrics.CollectorMetrics;
import dev.leeway.collector.otlp.Signal;
import dev.leeway.kafka.EmbeddedKafka;
import dev.leeway.kafka.EmbeddedKafkaConfig;
import dev.leeway.testkit.RecordedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What real clients of many libraries sent, over both transports. */
final class RecordedRequestsIT {
  @TempDir private Path directory;

  @Test
  void everyRecordedRequestIsTakenWhole() throws Exception {
    Path recorded = RecordedData.require("otlp-captures");
    try (EmbeddedKafka kafka = EmbeddedKafka.start(EmbeddedKafkaConfig.defaults(directory));
        Collector collector =
            Collector.start(CollectorConfig.defaults().withPorts(0, 0), kafka.bootstrapServers())) {
      Client client = new Client(collector);
      byte[] span = Requests.traces(Requests.span(1)).toByteArray();
      Awaitility.await()
          .until(() ->
              client.post("/v1/traces", "application/x-protobuf", span).status().code() == 200);
      int folders = 0;
      for (Path folder : folders(recorded)) {
        replay(client, folder);
        folders++;
      }
      assertThat(folders).isEqualTo(24);
      for (Signal signal : Signal.values()) {
        CollectorMetrics.Counts counts = collector.metrics().snapshot(signal);
        assertThat(counts.refused()).as(signal.tag()).isEmpty();
        assertThat(counts.accepted()).as(signal.tag()).isPositive();
      }
      Equations.hold(collector);
    }
  }

  private static void replay(Client client, Path folder) throws IOException {
    for (JsonNode entry :
        JsonMapper.builder().build().readTree(folder.resolve("index.json").toFile())) {
      if (!entry.get("signal").asText().matches("traces|metrics|logs")) {
        continue;
      }
      Path file = folder.resolve(entry.get("file").asText());
      byte[] body = Files.readAllBytes(file);
      Signal signal = Signal.valueOf(entry.get("signal").asText().toUpperCase(Locale.ROOT));
      String contentType =
          entry.get("contentType").asText().contains("json")
              ? "application/json"
              : "application/x-protobuf";
      String path = entry.get("path").asText();
      AggregatedHttpResponse response =
          client.http(
              HttpMethod.POST,
              path.startsWith("/opentelemetry") ? signal.httpPath() : path,
              Map.of("content-type", contentType, "content-encoding", "gzip"),
              Client.gzip(body));
      assertThat(response.status().code()).as(file + " " + response.contentUtf8()).isEqualTo(200);
      assertThat(response.contentUtf8()).as(file.toString()).isIn("", "{}");
      if (contentType.endsWith("protobuf")) {
        Client.GrpcReply reply = client.grpc(signal.grpcPath(), body);
        assertThat(reply.status()).as(file + " " + reply.message()).isZero();
        assertThat(reply.response()).as(file.toString()).isEmpty();
      }
    }
  }

  private static List<Path> folders(Path recorded) throws IOException {
    try (Stream<Path> list = Files.list(recorded)) {
      return list.filter(Files::isDirectory).sorted().toList();
    }
  }
}
