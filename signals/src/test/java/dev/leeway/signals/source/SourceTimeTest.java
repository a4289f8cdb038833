package dev.leeway.signals.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SourceTimeTest {
  private static final long INSTANT = Instant.parse("2026-03-01T14:20:00.123Z").toEpochMilli();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-03-01T14:20:00.123Z",
        "2026-03-01t14:20:00.123z",
        "2026-03-01 14:20:00.123+00:00",
        "2026-03-01T14:20:00.123456789Z",
        "2026-03-01T15:20:00.123+01:00",
        "2026-03-01T15:20:00.123+0100",
        "2026-03-01T15:20:00.123+01",
        "2026-03-01 14:20:00.123 UTC",
        "2026-03-01 14:20:00.123 +0000",
        "2026-03-01T14:20:00.123+00:00Z",
        "2026-03-01T14:20:00.123",
        " \"2026-03-01T14:20:00.123Z\" ",
        "1772374800.123",
        "1772374800123",
        "1772374800123456",
        "1772374800123999999",
        "1.772374800123E12"
      })
  void allSpellingsOfAnInstantAreTheSame(String text) {
    assertThat(SourceTime.millisOf(text)).isEqualTo(INSTANT);
  }

  @Test
  void aDateIsItsFirstMomentInUtc() {
    assertThat(SourceTime.millisOf("2026-03-01"))
        .isEqualTo(Instant.parse("2026-03-01T00:00:00Z").toEpochMilli());
  }

  @ParameterizedTest
  @CsvSource({
    "99999999,", // seconds begin in 1973
    "100000000,100000000000",
    "99999999999,", // the last number of seconds is the year 5138, beyond what is stored
    "10413791999,10413791999000", // the last second of 2299
    "100000000000,100000000000", // milliseconds
    "10413792000001,",
    "100000000000000,100000000000", // microseconds
    "100000000000000000,100000000000", // nanoseconds
    "9223372036854775807,9223372036854",
  })
  void theSizeOfANumberTellsItsUnit(String number, Long millis) {
    assertThat(SourceTime.millisOf(number)).isEqualTo(millis);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "soon",
        "0",
        "-1",
        "-1772374800",
        "NaN",
        "Infinity",
        "20260301",
        "20260301142000",
        "2026-13-01",
        "2026-02-30T00:00:00Z",
        "0001-01-01T00:00:00Z",
        "2300-01-01T00:00:00Z",
        "+999999999-12-31T23:59:59Z",
        "99999999999999999999",
        "1e99",
        "{\"seconds\":1772374800}",
        "2026-03-01T14:20:00.123Z and then a text that goes on beyond all bounds for a time"
      })
  void whatIsNoTimeIsAbsent(String text) {
    assertThat(SourceTime.millisOf(text)).isNull();
  }

  @Test
  void aMeasuredNumberIsReadLikeAText() {
    assertThat(SourceTime.millisOf(1772374800.123)).isEqualTo(INSTANT);
    assertThat(SourceTime.millisOf(1.772374800123e18)).isEqualTo(INSTANT);
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -1, 0, 1e300})
  void numbersOutOfRangeAreAbsent(double number) {
    assertThat(SourceTime.millisOf(number)).isNull();
  }
}
