package dev.leeway.telemetry.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DocumentTimesTest {
  private static final long MARCH = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();
  private static final long APRIL = Instant.parse("2026-04-01T00:00:00Z").toEpochMilli();

  @Test
  void theNewestAndTheOldestAreKept() {
    assertThat(
            DocumentTimes.of(
                """
                [{"id": "a", "metadata": {"updated_at": "2026-03-01"}},
                 {"id": "b", "metadata": "{\\"published_at\\": 1775001600}"},
                 {"id": "c", "last_modified": "2026-03-15T12:00:00Z"},
                 {"id": "d", "metadata": {"author": "x"}}]
                """))
        .isEqualTo(new DocumentTimes(3, APRIL, MARCH));
  }

  @Test
  void aListInsideOfAnObjectIsRead() {
    assertThat(DocumentTimes.of("{\"documents\": [{\"as_of\": \"2026-03-01\"}]}"))
        .isEqualTo(new DocumentTimes(1, MARCH, MARCH));
  }

  @Test
  void theFirstKeyThatHoldsATimeCounts() {
    assertThat(
            DocumentTimes.of(
                "[{\"updated_at\": \"never\", \"timestamp\": 1772323200, \"as_of\": null}]"))
        .isEqualTo(new DocumentTimes(1, MARCH, MARCH));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "timestamp",
        "[1, \"timestamp\", null]",
        "[{\"timestamp\": {\"a\": 1}}]",
        "[{\"timestamp\": [1772323200]}]",
        "[{\"timestamp\": true}]",
        "{\"timestamp\": \"x\"",
        "[{\"metadata\": \"timestamp\"}]",
        "[{\"timestamp\": 17}]"
      })
  void whatHasNoTimeHasNone(String json) {
    assertThat(DocumentTimes.of(json)).isEqualTo(DocumentTimes.NONE);
  }
}
