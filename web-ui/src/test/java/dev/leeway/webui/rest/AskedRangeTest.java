package dev.leeway.webui.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.leeway.storage.query.TimeRange;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AskedRangeTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);

  @Test
  void theLastDayIsUsual() {
    assertThat(AskedRange.of(null, null, CLOCK))
        .isEqualTo(
            new TimeRange(
                Instant.parse("2026-11-21T12:00:01Z"), Instant.parse("2026-11-22T12:00:01Z")));
  }

  @Test
  void theFirstAndTheLastTimeThatCanBeStoredMayBeAskedFor() {
    String last = "2262-04-11T23:47:16.854775807Z";
    assertThat(AskedRange.of("1970-01-01T00:00:00Z", last, CLOCK))
        .isEqualTo(new TimeRange(Instant.EPOCH, Instant.parse(last)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-1000000000-01-01T00:00:00Z",
        "1969-12-31T23:59:59Z",
        "2262-04-11T23:47:16.854775808Z",
        "9999-12-31T23:59:59Z",
        "+1000000000-12-31T23:59:59.999999999Z"
      })
  void othersAreToldWhatIsExpected(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AskedRange.of(null, text, CLOCK))
        .withMessage("to: expected a time between 1970 and 2262, came " + text);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AskedRange.of(text, null, CLOCK))
        .withMessage("from: expected a time between 1970 and 2262, came " + text);
  }

  @Test
  void textThatIsNoTimeIsToldWhatATimeLooksLike() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AskedRange.of("yesterday", null, CLOCK))
        .withMessage("from: expected an instant such as 2026-03-01T14:20:00Z, came yesterday");
  }
}
