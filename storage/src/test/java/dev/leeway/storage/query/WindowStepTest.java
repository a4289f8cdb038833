package dev.leeway.storage.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WindowStepTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:30Z");

  @ParameterizedTest
  @CsvSource({
    "PT15M, 120, 60, 60",
    "PT3H, 120, 60, 120",
    "PT24H, 120, 60, 900",
    "PT96H, 500, 60, 900",
    "PT168H, 120, 3600, 7200",
    "PT720H, 500, 3600, 7200",
    "PT9600H, 500, 3600, 86400"
  })
  void takesTheFinestStepThatFits(Duration length, int points, int window, int step) {
    TimeRange range = TimeRange.before(NOW, length);
    assertThat(WindowStep.of(range, points, NOW)).isEqualTo(new WindowStep(window, step));
  }

  @Test
  void minutesThatMayBeGoneAreReadAsHours() {
    TimeRange range = TimeRange.before(NOW.minus(Duration.ofDays(20)), Duration.ofHours(6));
    assertThat(WindowStep.of(range, 120, NOW)).isEqualTo(new WindowStep(3600, 3600));
  }

  @ParameterizedTest
  @CsvSource({"PT1M", "PT59M", "PT8H20M", "PT500H", "PT9600H"})
  void noRangeHasMorePointsThanAskedFor(Duration length) {
    TimeRange range = TimeRange.before(NOW, length);
    WindowStep step = WindowStep.of(range, 60, NOW);
    long points =
        (range.to().getEpochSecond() - step.floor(range.from()).getEpochSecond())
                / step.stepSeconds()
            + 1;
    assertThat(points).isLessThanOrEqualTo(61);
  }

  @Test
  void aPointLongerThanAnIntSaysWhatWasExpected() {
    TimeRange centuries =
        new TimeRange(Instant.parse("1970-01-01T00:00:00Z"), Instant.parse("2262-01-01T00:00:00Z"));
    assertThat(WindowStep.of(centuries, 500, NOW).stepSeconds()).isEqualTo(31 * 604_800);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WindowStep.of(centuries, 1, NOW))
        .withMessageContaining("expected a range of at most 2147483647 s a point, came");
  }

  @Test
  void aPointStartsAtAMultipleOfItsStep() {
    assertThat(new WindowStep(60, 300).floor(NOW)).isEqualTo(Instant.parse("2026-11-22T12:00:00Z"));
  }
}
