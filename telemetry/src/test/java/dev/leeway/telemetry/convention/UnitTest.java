package dev.leeway.telemetry.convention;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class UnitTest {
  private static final long TWO_SECONDS = 2_000_000_000L;

  @Test
  void statedUnitsAreTakenAtTheirWordWhenTheyFitTheSpan() {
    assertThat(Unit.SECONDS.nanosOf(0.35, TWO_SECONDS)).isEqualTo(350_000_000L);
    assertThat(Unit.MILLIS.nanosOf(350, TWO_SECONDS)).isEqualTo(350_000_000L);
    assertThat(Unit.NANOS.nanosOf(350_000_000, TWO_SECONDS)).isEqualTo(350_000_000L);
  }

  @Test
  void millisecondsUnderAKeyOfSecondsAreFoundOutBecauseTheyExceedTheSpan() {
    assertThat(Unit.SECONDS.nanosOf(350, TWO_SECONDS)).isEqualTo(350_000_000L);
  }

  @Test
  void anUnknownUnitIsTheLargestThatFitsTheSpan() {
    assertThat(Unit.UNKNOWN.nanosOf(0.35, TWO_SECONDS)).isEqualTo(350_000_000L);
    assertThat(Unit.UNKNOWN.nanosOf(350, TWO_SECONDS)).isEqualTo(350_000_000L);
    assertThat(Unit.UNKNOWN.nanosOf(350_000_000, TWO_SECONDS)).isEqualTo(350_000_000L);
  }

  @Test
  void aTimeALittleLongerThanItsSpanKeepsItsUnit() {
    assertThat(Unit.SECONDS.nanosOf(0.021, 19_953_784)).isEqualTo(21_000_000L);
  }

  @Test
  void aTimeThatFitsInNoUnitIsAbsent() {
    assertThat(Unit.NANOS.nanosOf(5_000_000_000.0, TWO_SECONDS)).isNull();
  }

  @Test
  void aSpanOfUnknownLengthFitsAll() {
    assertThat(Unit.SECONDS.nanosOf(350, 0)).isEqualTo(350_000_000_000L);
  }
}
