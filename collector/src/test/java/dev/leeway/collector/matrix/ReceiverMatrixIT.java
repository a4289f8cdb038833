package dev.leeway.collector.matrix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.Collector;
import dev.leeway.collector.CollectorConfig;
import dev.leeway.collector.Equations;
import dev.leeway.collector.KafkaTail;
import dev.leeway.collector.Requests;
import dev.leeway.collector.otlp.OtlpScanner;
import dev.leeway.collector.otlp.Scan;
import dev.leeway.collector.otlp.Signal;
import dev.leeway.kafka.EmbeddedKafka;
import dev.leeway.kafka.EmbeddedKafkaConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Asks every row of the table over every transport that carries it, over the real broker.
 *
 * <p>For all rows hold: an answer has its request's content type; an error is a google.rpc.Status
 * with the code that gRPC has for it; nothing here is worth a retry, and no answer says so; without
 * partial success it is unset; no header lets foreign pages in; the counters' equations.
 */
final class ReceiverMatrixIT {
  @TempDir private static Path directory;
  private static EmbeddedKafka kafka;
  private static Collector collector;
  private static Asker asker;
  private static List<KafkaTail> tails;

  @BeforeAll
  static void start() {
    kafka = EmbeddedKafka.start(EmbeddedKafkaConfig.defaults(directory));
    collector =
        Collector.start(CollectorConfig.defaults().withPorts(0, 0), kafka.bootstrapServers());
    asker = new Asker(collector);
    Request first = Request.send(Signal.TRACES, Requests.traces(Requests.span(1)));
    Awaitility.await().until(() -> asker.ask(Transport.HTTP_1, first).http() == 200);
    tails =
        Arrays.stream(Signal.values())
            .map(signal -> new KafkaTail(kafka.bootstrapServers(), signal.topic()))
            .toList();
  }

  @AfterAll
  static void stop() {
    tails.forEach(KafkaTail::close);
    collector.close();
    kafka.close();
  }

  static Stream<Arguments> rows() {
    return Stream.of(
            TransportRows.endpoints(),
            TransportRows.encodings(),
            TransportRows.compression(),
            RequestRows.size(),
            RequestRows.success(),
            RequestRows.partialSuccess(),
            RequestRows.warnings(),
            RequestRows.wrongSignal(),
            JsonRows.rows(),
            ItemRows.values(),
            ItemRows.idsAndTimes(),
            ItemRows.strings(),
            ItemRows.points(),
            ItemRows.libraries())
        .flatMap(List::stream)
        .flatMap(row -> row.over().stream().map(transport -> Arguments.of(row, transport)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("rows")
  void isAnsweredAsTheTableSays(Row row, Transport transport) throws IOException {
    Outcome outcome = asker.ask(transport, row.request());
    Expected expected = row.expected();
    assertThat(outcome.grpc()).as(outcome.toString()).isEqualTo(expected.grpc());
    assertThat(outcome.message()).contains(expected.words());
    assertThat(outcome.rejected()).isEqualTo(expected.rejected());
    assertThat(outcome.partialSuccess())
        .isEqualTo(expected.success() && !expected.words().isEmpty());
    assertThat(outcome.saysWhenToRetry()).isFalse();
    assertThat(outcome.headers().contains("access-control-allow-origin")).isFalse();
    if (transport != Transport.GRPC) {
      assertThat(outcome.http()).as(outcome.toString()).isEqualTo(expected.http());
      assertThat(outcome.contentType()).isEqualTo(answeredType(row.request().contentType()));
      expected
          .headers()
          .forEach((name, value) -> assertThat(outcome.headers().get(name)).isEqualTo(value));
    } else {
      assertThat(outcome.contentType()).isEqualTo("application/grpc");
    }
    assertThat(storedItems()).isEqualTo(expected.stored());
    Equations.hold(collector);
  }

  /** The request's own, without parameters; JSON where that is none of OTLP's. */
  private static String answeredType(String contentType) {
    String bare = contentType.replaceAll(";.*", "").toLowerCase(Locale.ROOT);
    return bare.matches("application/(x-protobuf|protobuf|json)") ? bare : Request.JSON;
  }

  private static int storedItems() {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    tails.forEach(tail -> records.addAll(tail.read()));
    int items = 0;
    for (ConsumerRecord<byte[], byte[]> record : records) {
      Signal signal =
          Arrays.stream(Signal.values())
              .filter(candidate -> candidate.topic().equals(record.topic()))
              .findFirst()
              .orElseThrow();
      assertThat(record.key()).isNull();
      assertThat(record.headers().lastHeader("leeway-tenant").value())
          .asString(UTF_8)
          .isEqualTo("default");
      assertThat(record.value()).hasSizeLessThanOrEqualTo(1_000_000);
      Scan scan = OtlpScanner.scan(signal, record.value());
      assertThat(scan).isInstanceOf(Scan.Legible.class);
      items += ((Scan.Legible) scan).items();
      assertThat(((Scan.Legible) scan).refused()).isEmpty();
    }
    return items;
  }
}
