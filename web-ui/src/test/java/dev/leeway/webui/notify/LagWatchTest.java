package dev.leeway.webui.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.testkit.TestClock;
import dev.leeway.webui.lag.LagReading;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LagWatchTest {
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

  private final TestClock clock = new TestClock(START);
  private final LagWatch watch = new LagWatch(START);

  @Test
  void tellsOnceThatTheNewestSpanIsMoreThanTwoMinutesOld() {
    assertThat(newestSpanAfter(Duration.ofMinutes(2), START)).isEmpty();
    assertThat(newestSpanAfter(Duration.ofSeconds(1), START))
        .contains(
            new LagNotice(
                NotificationEvent.FIRING,
                START,
                START.plusSeconds(121),
                "the newest stored span is 2 min old"));
    assertThat(newestSpanAfter(Duration.ofMinutes(5), START)).isEmpty();
  }

  @Test
  void tellsThatItIsWellAgainAndForHowLongItWasNot() {
    newestSpanAfter(Duration.ofMinutes(3), START);
    clock.advance(Duration.ofMinutes(1));
    assertThat(watch.read(reading(clock.instant()), clock.instant()))
        .contains(
            new LagNotice(
                NotificationEvent.RESOLVED,
                START,
                START.plus(Duration.ofMinutes(4)),
                "was behind for 4 min"));
    assertThat(watch.read(reading(clock.instant()), clock.instant())).isEmpty();
  }

  @Test
  void aStartThatHasToCatchUpIsNoLagBeforeTwoMinutes() {
    Instant yesterday = START.minus(Duration.ofDays(1));
    assertThat(newestSpanAfter(Duration.ofSeconds(100), yesterday)).isEmpty();
    assertThat(newestSpanAfter(Duration.ofSeconds(30), yesterday))
        .get()
        .extracting(LagNotice::since)
        .isEqualTo(yesterday);
  }

  @Test
  void anInstallationWithoutAnySpanIsNotBehind() {
    clock.advance(Duration.ofDays(1));
    LagReading nothing = new LagReading(Optional.empty(), Optional.empty());
    assertThat(watch.read(nothing, clock.instant())).isEmpty();
  }

  @Test
  void tellsOfDetectorsThatJudgeNothingWhileSpansAreStored() {
    clock.advance(Duration.ofMinutes(130));
    assertThat(unjudgedSince(START)).isEmpty();
    clock.advance(Duration.ofMinutes(1));
    assertThat(unjudgedSince(START))
        .get()
        .extracting(LagNotice::words)
        .isEqualTo("detectors have judged none of the runs of the last 2 h 11 min");
  }

  @Test
  void storageThatDoesNotAnswerIsLagAfterTwoMinutes() {
    newestSpanAfter(Duration.ofSeconds(5), START);
    clock.advance(Duration.ofMinutes(2));
    assertThat(watch.unanswered(clock.instant())).isEmpty();
    clock.advance(Duration.ofSeconds(1));
    assertThat(watch.unanswered(clock.instant()))
        .get()
        .extracting(LagNotice::words)
        .isEqualTo("ClickHouse has not answered for 2 min");
    assertThat(watch.read(reading(clock.instant()), clock.instant()))
        .get()
        .extracting(LagNotice::event)
        .isEqualTo(NotificationEvent.RESOLVED);
  }

  private Optional<LagNotice> newestSpanAfter(Duration passed, Instant newest) {
    clock.advance(passed);
    return watch.read(reading(newest), clock.instant());
  }

  private Optional<LagNotice> unjudgedSince(Instant minute) {
    Instant now = clock.instant();
    return watch.read(new LagReading(Optional.of(now), Optional.of(minute)), now);
  }

  private static LagReading reading(Instant newest) {
    return new LagReading(Optional.of(newest), Optional.empty());
  }
}
