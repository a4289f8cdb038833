package dev.leeway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.telemetry.json.OtlpJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Dialects that have no recording, by requests made after their emitters' code and documents. */
final class GoldenDialectsTest {
  static Stream<String> dialects() {
    return GoldenFile.dialectsWith("spans.otlp.json");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dialects")
  void everySpanHasTheFieldsThatAreExpectedOfIt(String dialect) {
    DecodedBatch batch = decoded(dialect);
    List<GoldenFile.Expected> expected = GoldenFile.expected(dialect + "/expected.txt");
    assertThat(batch.undecodable()).isEmpty();
    assertThat(batch.spans())
        .extracting(span -> span.event().name())
        .containsExactlyElementsOf(expected.stream().map(GoldenFile.Expected::name).toList());
    for (int i = 0; i < expected.size(); i++) {
      MappedSpan span = batch.spans().get(i);
      GoldenEvent event = new GoldenEvent(span.event(), span.contents());
      Map<String, String> actual = new LinkedHashMap<>();
      expected.get(i).fields().forEach((word, value) -> actual.put(word, event.field(word)));
      assertThat(actual)
          .as(dialect + " " + i + " " + event.name())
          .isEqualTo(expected.get(i).fields());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dialects")
  void everyKeyIsKnown(String dialect) {
    assertThat(decoded(dialect).unmappedKeys()).isEmpty();
  }

  private static DecodedBatch decoded(String dialect) {
    byte[] request = GoldenFile.protobuf(OtlpJson.Root.TRACES, dialect + "/spans.otlp.json");
    return Requests.decoder().decode("acme", request, Requests.APPEND_MILLIS);
  }
}
