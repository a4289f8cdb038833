package dev.leeway.webui.range;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.storage.query.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RangeChoiceTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  @ParameterizedTest
  @CsvSource({"now-15m, PT15M", "now-90m, PT90M", "now-3h, PT3H", "now-30d, PT720H"})
  void aRelativeRangeEndsNow(String from, Duration length) {
    RangeChoice choice = RangeChoice.of(Map.of("from", from, "to", "now"));
    assertThat(choice.resolve(NOON)).isEqualTo(TimeRange.before(NOON, length));
  }

  @ParameterizedTest
  @CsvSource({"PT15M", "PT1H", "PT36H", "PT48H", "PT168H", "PT90M"})
  void theUrlGivesBackARelativeRange(Duration length) {
    RangeChoice choice = new RangeChoice.Relative(length);
    assertThat(RangeChoice.of(choice.parameters())).isEqualTo(choice);
  }

  @Test
  void theUrlGivesBackTwoInstants() {
    RangeChoice choice = RangeChoice.between(NOON.minusSeconds(300), NOON);
    assertThat(choice.parameters())
        .containsEntry("from", "1795348500000")
        .containsEntry("to", "1795348800000");
    assertThat(RangeChoice.of(choice.parameters())).isEqualTo(choice);
  }

  @ParameterizedTest
  @CsvSource({
    "now-0m, now",
    "now-500d, now",
    "now-3x, now",
    "now-3h, 12",
    "20, 10",
    "10, 10",
    "'', ''",
    "99999999999999999999, now",
    "-5, 5"
  })
  void whatTheUrlSaysWronglyIsTheUsualRange(String from, String to) {
    assertThat(RangeChoice.of(Map.of("from", from, "to", to))).isEqualTo(RangeChoice.usual());
  }

  @Test
  void aTinyDragIsWidenedToWhatCanBeShown() {
    assertThat(RangeChoice.between(NOON, NOON.plusMillis(5)).resolve(NOON).length())
        .isEqualTo(RangeChoice.LENGTH_MIN);
  }

  @Test
  void aRangeBeyondRetentionIsCutAtItsStart() {
    Instant longAgo = NOON.minus(Duration.ofDays(5_000));
    assertThat(RangeChoice.between(longAgo, NOON).resolve(NOON))
        .isEqualTo(TimeRange.before(NOON, RangeChoice.LENGTH_MAX));
  }
}
