package dev.leeway.webui.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.window.Distribution;
import dev.leeway.storage.query.SignalValues;
import dev.leeway.storage.query.StoredBaseline;
import dev.leeway.storage.query.TimeRange;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class ComparedWithTest {
  private static final TimeRange LEARNED = range(0, 600);
  private static final TimeRange BEFORE = range(3_000, 3_600);
  private static final Optional<StoredBaseline> STORED =
      Optional.of(new StoredBaseline("REFERENCE", LEARNED.from(), LEARNED.to(), Map.of(7, 2L), 98));

  @Test
  void numbersAreComparedWithTheBaselineAsItWasStored() {
    ComparedWith compared = ComparedWith.of(false, STORED, BEFORE, ComparedWithTest::counted);
    assertThat(compared.words()).isEqualTo("baseline");
    assertThat(compared.values().distribution().count()).isEqualTo(100);
  }

  @Test
  void categoriesAreCountedAgainInTheTimeOfTheBaseline() {
    ComparedWith compared = ComparedWith.of(true, STORED, BEFORE, ComparedWithTest::counted);
    assertThat(compared.words()).isEqualTo("baseline");
    assertThat(compared.values().categories()).containsExactly(Map.entry("FRESH", 600L));
  }

  @Test
  void whatIsNoLongerKeptGivesWayToTheTimeBefore() {
    ComparedWith gone =
        ComparedWith.of(
            true,
            STORED,
            BEFORE,
            asked -> asked.equals(LEARNED) ? SignalValues.EMPTY : counted(asked));
    assertThat(gone.words()).isEqualTo("the time before");
    assertThat(gone.values().categories()).containsExactly(Map.entry("FRESH", 3_600L));
    assertThat(ComparedWith.of(false, Optional.empty(), BEFORE, ComparedWithTest::counted))
        .isEqualTo(gone);
  }

  /** As many as the second at which the range ends. */
  private static SignalValues counted(TimeRange asked) {
    long n = asked.to().getEpochSecond();
    return new SignalValues(n, 0, Distribution.EMPTY, new TreeMap<>(Map.of("FRESH", n)), 0);
  }

  private static TimeRange range(long from, long to) {
    return new TimeRange(Instant.ofEpochSecond(from), Instant.ofEpochSecond(to));
  }
}
