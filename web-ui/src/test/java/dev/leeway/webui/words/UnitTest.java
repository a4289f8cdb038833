package dev.leeway.webui.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UnitTest {
  @ParameterizedTest
  @CsvSource({
    "MILLIS, 0, 0 ms",
    "MILLIS, 0.4217, 0.42 ms",
    "MILLIS, 850, 850 ms",
    "MILLIS, 1240, 1.24 s",
    "MILLIS, 90000, 1.5 min",
    "MILLIS, 7200000, 2 h",
    "TOKENS, 1234, '1,234'",
    "TOKENS, 3200000, 3.2 M",
    "TOKENS, 4.02, 4",
    "COUNT, 7.93, 8",
    "COUNT, 2.5, 2.5",
    "DOLLARS, 0.004213, $0.0042",
    "DOLLARS, 12.5, $12.5",
    "SHARE, 0.0312, 3.12 %",
    "SHARE, 1, 100 %",
    "RATIO, 1.5, 1.5×",
    "SHARE, NaN, –"
  })
  void saysAValueWithItsUnit(Unit unit, double value, String words) {
    assertThat(unit.say(value)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({
    "5, just now",
    "40, 40 s ago",
    "840, 14 min ago",
    "7800, 2 h 10 min ago",
    "180000, 2 d 2 h ago"
  })
  void saysHowLongAgo(long seconds, String words) {
    Instant now = Instant.parse("2026-11-22T12:00:00Z");
    assertThat(Durations.ago(now.minusSeconds(seconds), now)).isEqualTo(words);
  }

  @Test
  void aSignalOutsideOfTheCatalogueIsCalledByItsName() {
    assertThat(SignalWords.of("shop.basket_size").title()).isEqualTo("Shop basket size");
  }
}
