package dev.leeway.signals.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.leeway.signals.event.EventFlag;
import dev.leeway.signals.event.SpanFixture;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class AgentClockTest {
  private static final long NOON = 1_793_620_800_000L;

  @Test
  void showsNothingBeforeTheFirstData() {
    assertThat(AgentClock.NEW.at(NOON)).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void showsTheGreatestEventTimeLessTheAllowance() {
    AgentClock clock = AgentClock.NEW.seen(NOON, NOON, NOON).seen(NOON - 5_000, NOON, NOON + 1_000);
    assertThat(clock.at(NOON + 2_000)).isEqualTo(NOON - 30_000);
  }

  @Test
  void aClockAheadIsBelievedFiveMinutesOnly() {
    AgentClock clock = AgentClock.NEW.seen(NOON + 3_600_000, NOON, NOON);
    assertThat(clock.at(NOON)).isEqualTo(NOON + 300_000 - 30_000);
  }

  @Test
  void aSpanFromTheFutureCountsFromItsAppendTime() {
    AgentClock clock =
        AgentClock.NEW.seen(
            SpanFixture.agent(1)
                .at(86_400_000, 86_401_000)
                .flagged(EventFlag.IN_FUTURE)
                .appended(NOON)
                .event(),
            NOON);
    assertThat(clock.at(NOON)).isEqualTo(NOON - 30_000);
  }

  @Test
  void followsTheWallClockAfterTenSecondsWithoutData() {
    AgentClock clock = AgentClock.NEW.seen(NOON, NOON, NOON);
    assertThat(clock.at(NOON + 9_999)).isEqualTo(NOON - 30_000);
    assertThat(clock.at(NOON + 10_000)).isEqualTo(NOON + 10_000);
    assertThat(clock.at(NOON + 60_000)).isEqualTo(NOON + 60_000);
  }

  @Test
  void aReplayStaysInItsOwnTimeWhenItPauses() {
    long then = NOON - 365L * 86_400_000;
    AgentClock clock = AgentClock.NEW.seen(then, NOON, NOON);
    assertThat(clock.at(NOON + 20_000)).isEqualTo(then + 20_000);
  }

  @Test
  void neverGoesBackWhenDataComesAfterAPause() {
    AgentClock clock = AgentClock.NEW.seen(NOON, NOON, NOON);
    AgentClock after = clock.seen(NOON + 15_000, NOON + 60_000, NOON + 60_000);
    assertThat(after.at(NOON + 60_000)).isEqualTo(NOON + 60_000);
  }

  @Test
  void saysWhenItWillShowATime() {
    AgentClock clock = AgentClock.NEW.seen(NOON, NOON, NOON);
    assertThat(clock.reaches(NOON - 40_000, NOON + 1_000)).isEqualTo(NOON + 1_000);
    assertThat(clock.reaches(NOON - 10_000, NOON + 1_000)).isEqualTo(NOON + 10_000);
    assertThat(clock.reaches(NOON + 25_000, NOON + 1_000)).isEqualTo(NOON + 25_000);
    assertThat(clock.at(NOON + 25_000)).isEqualTo(NOON + 25_000);
  }

  @Test
  void versionOneIsReadAndWrittenAsEver() {
    AgentClock clock = new AgentClock(NOON, NOON + 1, NOON - 30_000);
    String golden = "01000001a19c217200000001a19c217201000001a19c20fcd0";
    assertThat(HexFormat.of().formatHex(clock.bytes())).isEqualTo(golden);
    assertThat(AgentClock.of(HexFormat.of().parseHex(golden))).isEqualTo(clock);
  }

  @Test
  void anUnknownVersionIsRefusedByName() {
    byte[] bytes = AgentClock.NEW.bytes();
    bytes[0] = 2;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AgentClock.of(bytes))
        .withMessage("agent clock bytes: expected version 1, came 2");
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void isMonotoneWhateverComes(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    AgentClock clock = AgentClock.NEW;
    long now = NOON;
    long shown = Long.MIN_VALUE;
    for (int step = 0; step < 500; step++) {
      now += random.nextInt(4) == 0 ? random.nextLong(30_000) : random.nextLong(500);
      if (random.nextBoolean()) {
        long event = now + random.nextLong(-600_000, 900_000);
        clock = clock.seen(event, now - random.nextLong(5_000), now);
      }
      assertThat(clock.at(now)).isGreaterThanOrEqualTo(shown);
      shown = clock.at(now);
      assertThat(AgentClock.of(clock.bytes())).isEqualTo(clock);
    }
  }

  static LongStream seeds() {
    return LongStream.range(0, 20);
  }
}
