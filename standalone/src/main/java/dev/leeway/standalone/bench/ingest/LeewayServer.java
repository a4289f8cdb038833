package dev.leeway.standalone.bench.ingest;

import com.google.protobuf.ByteString;
import dev.leeway.kafka.Topics;
import dev.leeway.standalone.process.JvmCommand;
import dev.leeway.standalone.process.ProcessUse;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Leeway's collector and broker; what it holds is read from Kafka's log. */
final class LeewayServer implements Server {
  private static final TopicPartition SPANS = new TopicPartition(Topics.SPANS, 0);
  private static final Duration READ_PATIENCE = Duration.ofSeconds(10);

  /** Requests are answered from many connections, so the last one asked for is not the last. */
  private static final int RECORDS_LOOKED_AT = 200;

  private final ServerProcess process;
  private final List<Address> addresses;
  private final KafkaConsumer<byte[], byte[]> log;

  private LeewayServer(
      ServerProcess process, List<Address> addresses, KafkaConsumer<byte[], byte[]> log) {
    this.process = process;
    this.addresses = addresses;
    this.log = log;
  }

  static LeewayServer start(Path folder, InstantSource clock)
      throws IOException, InterruptedException {
    List<String> command = JvmCommand.server("dev.leeway.standalone.bench.ingest.LeewayIngestMain");
    command.add(folder.toString());
    ServerProcess process = ServerProcess.start("leeway", command, Map.of(), folder);
    try {
      String[] ready = process.await(() -> process.line("ready "), clock).split(" ", -1);
      KafkaConsumer<byte[], byte[]> log =
          new KafkaConsumer<>(
              Map.of("bootstrap.servers", ready[3], "max.poll.records", 500),
              new ByteArrayDeserializer(),
              new ByteArrayDeserializer());
      log.assign(List.of(SPANS));
      return new LeewayServer(
          process,
          List.of(
              new Address(Door.OTLP_HTTP, URI.create("http://127.0.0.1:" + ready[2])),
              new Address(Door.OTLP_GRPC, URI.create("http://127.0.0.1:" + ready[1]))),
          log);
    } catch (IOException | InterruptedException | RuntimeException e) {
      process.close();
      throw e;
    }
  }

  @Override
  public String name() {
    return "leeway";
  }

  @Override
  public List<Address> addresses() {
    return addresses;
  }

  @Override
  public ProcessUse use() throws IOException {
    return process.use();
  }

  /** A record is one request, byte for byte. */
  @Override
  public OptionalLong stored() {
    return OptionalLong.of(end() * Workload.SPANS);
  }

  private long end() {
    return log.endOffsets(List.of(SPANS)).getOrDefault(SPANS, 0L);
  }

  @Override
  public boolean holds(String traceId) throws IOException {
    ByteString wanted = ByteString.copyFrom(HexFormat.of().parseHex(traceId));
    long end = end();
    log.seek(SPANS, Math.max(0, end - RECORDS_LOOKED_AT));
    while (log.position(SPANS) < end) {
      for (ConsumerRecord<byte[], byte[]> record : log.poll(READ_PATIENCE)) {
        if (holds(record.value(), wanted)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean holds(byte[] request, ByteString traceId) throws IOException {
    List<Span> spans =
        ExportTraceServiceRequest.parseFrom(request)
            .getResourceSpans(0)
            .getScopeSpans(0)
            .getSpansList();
    return spans.size() == Workload.SPANS
        && spans.stream().anyMatch(span -> span.getTraceId().equals(traceId));
  }

  @Override
  public void close() {
    log.close();
    process.close();
  }
}
