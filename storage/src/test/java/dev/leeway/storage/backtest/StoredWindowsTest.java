package dev.leeway.storage.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.storage.backtest.StoredWindows.Piece;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class StoredWindowsTest {
  private static final long HOUR = 3_600;

  @Test
  void fewHoursAreReadTogetherAndNothingIsLeftOut() {
    assertThat(
            StoredWindows.pieces(
                Map.of(0L, 40_000L, HOUR, 40_000L, 2 * HOUR, 40_000L, 9 * HOUR, 20_000L),
                StoredWindows.MINUTES,
                0,
                10 * HOUR))
        .containsExactly(new Piece(0, 2 * HOUR, 80_000), new Piece(2 * HOUR, 10 * HOUR, 60_000));
  }

  @Test
  void aBusyHourIsReadInParts() {
    assertThat(
            StoredWindows.pieces(
                Map.of(0L, 10L, HOUR, 240_000L, 2 * HOUR, 30L), StoredWindows.MINUTES, 0, 3 * HOUR))
        .containsExactly(
            new Piece(0, HOUR, 10),
            new Piece(HOUR, HOUR + 1_200, 80_000),
            new Piece(HOUR + 1_200, HOUR + 2_400, 80_000),
            new Piece(HOUR + 2_400, 2 * HOUR, 80_000),
            new Piece(2 * HOUR, 3 * HOUR, 30));
  }

  @Test
  void aMinuteIsNeverCut() {
    assertThat(StoredWindows.pieces(Map.of(0L, 1L << 40), StoredWindows.MINUTES, 0, HOUR))
        .hasSize(60);
  }

  @Test
  void wholeHoursAreNotCutEither() {
    assertThat(
            StoredWindows.pieces(
                Map.of(0L, 120_000L, HOUR, 120_000L), StoredWindows.HOURS, 0, 2 * HOUR))
        .containsExactly(new Piece(0, HOUR, 120_000), new Piece(HOUR, 2 * HOUR, 120_000));
  }

  @Test
  void withoutRowsThereIsNothingToRead() {
    assertThat(StoredWindows.pieces(Map.of(), StoredWindows.MINUTES, 0, HOUR)).isEmpty();
  }
}
