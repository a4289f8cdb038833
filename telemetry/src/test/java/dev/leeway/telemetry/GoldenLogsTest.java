package dev.leeway.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.telemetry.json.OtlpJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Log records of each dialect, made after their emitters' code and documents. */
final class GoldenLogsTest {
  static Stream<String> dialects() {
    return GoldenFile.dialectsWith("logs.otlp.json");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dialects")
  void everyRecordHasTheFieldsThatAreExpectedOfIt(String dialect) {
    DecodedLogs logs = decoded(dialect);
    List<GoldenFile.Expected> expected = GoldenFile.expected(dialect + "/expected-logs.txt");
    List<String> names = new ArrayList<>();
    List<GoldenEvent> events = new ArrayList<>();
    for (EvaluationRecord evaluation : logs.evaluations()) {
      names.add("evaluation " + evaluation.event().name());
      events.add(new GoldenEvent(evaluation.event(), List.of()));
    }
    for (MappedSpan event : logs.events()) {
      names.add("event " + event.event().name());
      events.add(new GoldenEvent(event.event(), event.contents()));
    }
    for (MappedSpan supplement : logs.supplements()) {
      names.add("supplement " + supplement.event().name());
      events.add(new GoldenEvent(supplement.event(), supplement.contents()));
    }
    assertThat(names)
        .containsExactlyElementsOf(expected.stream().map(GoldenFile.Expected::name).toList());
    for (int i = 0; i < expected.size(); i++) {
      GoldenEvent event = events.get(i);
      Map<String, String> actual = new LinkedHashMap<>();
      expected.get(i).fields().forEach((word, value) -> actual.put(word, event.field(word)));
      assertThat(actual).as(dialect + " " + names.get(i)).isEqualTo(expected.get(i).fields());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dialects")
  void everyKeyIsKnown(String dialect) {
    assertThat(decoded(dialect).unmappedKeys()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "claude-code, 10, 8, 1, 1",
    "gemini-cli, 6, 5, 1, 0",
    "codex, 7, 5, 2, 0",
    "copilot, 5, 3, 2, 0",
    "otel, 8, 6, 1, 1"
  })
  void everyRecordIsAccountedFor(String dialect, int seen, int used, int noted, int plain) {
    DecodedLogs logs = decoded(dialect);
    assertThat(List.of(logs.recordsSeen(), logs.usedRecords(), logs.notedRecords()))
        .containsExactly(seen, used, noted);
    assertThat(logs.plainRecords()).isEqualTo(plain);
    assertThat(logs.undecodable()).isEmpty();
  }

  private static DecodedLogs decoded(String dialect) {
    byte[] request = GoldenFile.protobuf(OtlpJson.Root.LOGS, dialect + "/logs.otlp.json");
    return new LogDecoder(new UserIdHasher("a secret of the tests".getBytes(UTF_8)))
        .decode("acme", request, Requests.APPEND_MILLIS);
  }
}
