package dev.leeway.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.ContentRole;
import dev.leeway.signals.run.SpanSupplements;
import dev.leeway.telemetry.json.OtlpJson;
import dev.leeway.testkit.RecordedData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The log records that unmodified clients sent, by counts from a reader that knows protobuf and not
 * this decoder: records, spans that they speak of, plain lines.
 */
final class RecordedLogsTest {
  private static final long RECORDED_MILLIS = 1_795_340_000_000L;

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "mastra, 4, 0, 4",
    "openai-java, 332, 43, 0",
    "otel-java-plain-grpc-delta-exp, 36, 36, 0",
    "otel-java-plain-http, 36, 36, 0",
    "otel-js-openai, 305, 37, 0",
    "otel-js-openai-grpc-delta-exp, 305, 37, 0",
    "otel-js-openai-json, 60, 11, 0",
    "quarkus-langchain4j, 3, 0, 3"
  })
  void everyRecordIsReadOrCounted(String folder, int records, int spans, int plain) {
    List<DecodedLogs> logs = logs(folder);
    assertThat(logs).allMatch(request -> request.undecodable().isEmpty());
    assertThat(logs.stream().mapToInt(DecodedLogs::recordsSeen).sum()).isEqualTo(records);
    assertThat(logs.stream().mapToInt(DecodedLogs::plainRecords).sum()).isEqualTo(plain);
    assertThat(logs.stream().mapToInt(DecodedLogs::usedRecords).sum()).isEqualTo(records - plain);
    assertThat(supplements(logs)).hasSize(spans);
    assertThat(logs).allMatch(request -> request.events().isEmpty());
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "openai-java",
        "otel-java-plain-grpc-delta-exp",
        "otel-java-plain-http",
        "otel-js-openai",
        "otel-js-openai-grpc-delta-exp",
        "otel-js-openai-json"
      })
  void everySupplementCompletesOneModelCallOfTheSameClient(String folder) {
    List<MappedSpan> spans = new ArrayList<>();
    for (Path file : files(folder, "-traces")) {
      spans.addAll(decoder().decode("acme", bytes(file), RECORDED_MILLIS).spans());
    }
    for (AgentEvent supplement : supplements(logs(folder))) {
      List<AgentEvent> described =
          spans.stream()
              .map(MappedSpan::event)
              .filter(span -> !completed(span, supplement).described().isEmpty())
              .toList();
      assertThat(described).as(supplement.toString()).hasSize(1);
      AgentEvent merged = completed(described.get(0), supplement).spans().get(0);
      assertThat(merged.kind().callsModel()).isTrue();
      assertThat(merged.contents())
          .extracting(ref -> ref.role())
          // A streamed answer comes with a later request than its question.
          .containsAnyOf(ContentRole.INPUT_MESSAGES, ContentRole.OUTPUT_MESSAGES);
      assertThat(merged.model().model()).isNotEmpty();
    }
  }

  private static SpanSupplements completed(AgentEvent span, AgentEvent supplement) {
    return SpanSupplements.of(
        span.traceId().equals(supplement.traceId()) ? List.of(span, supplement) : List.of(span));
  }

  private static List<AgentEvent> supplements(List<DecodedLogs> logs) {
    return logs.stream()
        .flatMap(request -> request.supplements().stream().map(MappedSpan::event))
        .toList();
  }

  private static List<DecodedLogs> logs(String folder) {
    LogDecoder decoder = new LogDecoder(users());
    return files(folder, "-logs").stream()
        .map(file -> decoder.decode("acme", bytes(file), RECORDED_MILLIS))
        .toList();
  }

  private static SpanDecoder decoder() {
    return new SpanDecoder(users());
  }

  private static UserIdHasher users() {
    return new UserIdHasher("a secret of the tests".getBytes(UTF_8));
  }

  private static List<Path> files(String folder, String signal) {
    try (Stream<Path> files = Files.list(RecordedData.require("otlp-captures/" + folder))) {
      return files.filter(file -> file.toString().contains(signal + ".")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      return file.toString().endsWith(".json")
          ? GoldenFile.protobuf(OtlpJson.Root.TRACES, bytes)
          : bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
