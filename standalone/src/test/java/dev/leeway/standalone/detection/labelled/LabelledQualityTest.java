package dev.leeway.standalone.detection.labelled;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leeway.testkit.RecordedData;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class LabelledQualityTest {
  @Test
  void aHalfAndTheOtherAreTheWhole() {
    LongStream.range(0, 100)
        .forEach(key ->
            assertThat(Part.TUNED.of(Long::longValue).test(key))
                .isNotEqualTo(Part.HELD_OUT.of(Long::longValue).test(key)));
    assertThat(Part.WHOLE.of(Long::longValue).test(1L)).isTrue();
  }

  @Test
  void aShareOfNothingHasNoValue() {
    QualityRow row = QualityRow.share("airline", Part.WHOLE, "precision", 0, 0, "");
    assertThat(row.value()).isNaN();
    assertThat(row.low()).isZero();
    assertThat(row.high()).isEqualTo(1);
  }

  /** The promises are for the whole set, with the room that its size leaves. */
  @Test
  void keepsItsQualityOnRecordedData() throws Exception {
    List.of("tau-bench", "agentrx", "halueval").forEach(RecordedData::require);
    Path data = RecordedData.require(".");
    JsonNode rows = LabelledQuality.measure(data).json().path("signals");
    assertThat(valueOf(rows, "retail", "claims flagged in runs that succeeded")).isLessThan(0.01);
    assertThat(valueOf(rows, "airline", "claims flagged in runs that succeeded")).isLessThan(0.05);
    assertThat(valueOf(rows, "planted", "changed ID flagged")).isGreaterThan(0.95);
    assertThat(valueOf(rows, "one-turn", "novel words and claims (>= 3 words)"))
        .isGreaterThan(0.83);
  }

  private static double valueOf(JsonNode rows, String set, String measure) {
    for (JsonNode row : rows) {
      if (row.path("set").asText().equals(set)
          && row.path("part").asText().equals("whole")
          && row.path("measure").asText().equals(measure)) {
        return row.path("value").asDouble();
      }
    }
    throw new AssertionError("no row " + set + ", " + measure);
  }
}
