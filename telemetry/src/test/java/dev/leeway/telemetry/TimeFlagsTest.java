package dev.leeway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.EventFlag;
import io.opentelemetry.proto.resource.v1.Resource;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class TimeFlagsTest {
  private static final long DAY_NANOS = Duration.ofDays(1).toNanos();
  private static final long SECOND_NANOS = 1_000_000_000L;

  @Test
  void anOrdinarySpanHasNoFlag() {
    AgentEvent event = event(Requests.START_NANOS, Requests.START_NANOS + SECOND_NANOS);
    assertThat(event.flags()).isZero();
    assertThat(event.entersWindows()).isTrue();
    assertThat(event.appendMillis()).isEqualTo(Requests.APPEND_MILLIS);
  }

  @Test
  void aSpanWithoutAnEndSaysSo() {
    AgentEvent event = event(Requests.START_NANOS, 0);
    assertThat(event.flags()).isEqualTo(EventFlag.END_MISSING.bit());
    assertThat(event.durationNanos()).isZero();
  }

  @Test
  void anEndBeforeTheStartIsFlaggedAndLastsNoTime() {
    AgentEvent event = event(Requests.START_NANOS, Requests.START_NANOS - SECOND_NANOS);
    assertThat(event.flags()).isEqualTo(EventFlag.END_BEFORE_START.bit());
    assertThat(event.durationNanos()).isZero();
  }

  @Test
  void olderThanFourHundredDaysAtAppendIsTooOld() {
    assertThat(flagsStarting(-399 * DAY_NANOS)).isZero();
    assertThat(flagsStarting(-401 * DAY_NANOS)).isEqualTo(EventFlag.TOO_OLD.bit());
    assertThat(event(1, 2).flags()).isEqualTo(EventFlag.TOO_OLD.bit());
  }

  @Test
  void aStartIn1970IsTooOldThoughTheEndIsNow() {
    assertThat(event(0, Requests.START_NANOS).has(EventFlag.TOO_OLD)).isTrue();
  }

  @Test
  void moreThanFiveMinutesAheadOfAppendIsTheFuture() {
    assertThat(flagsStarting(4 * 60 * SECOND_NANOS)).isZero();
    assertThat(flagsStarting(6 * 60 * SECOND_NANOS)).isEqualTo(EventFlag.IN_FUTURE.bit());
    // The year 2100, and what is beyond a signed long.
    assertThat(event(4_102_444_800L * SECOND_NANOS, 4_102_444_801L * SECOND_NANOS).flags())
        .isEqualTo(EventFlag.IN_FUTURE.bit());
    assertThat(event(-2, -1).flags()).isEqualTo(EventFlag.IN_FUTURE.bit());
  }

  @Test
  void inventedDurationsAreMarkedByTheSpanOrItsResource() {
    Resource resource = Requests.resource("leeway.synthetic", true);
    assertThat(Requests.map(resource, "x", "", Requests.span("x")).event().measuredDuration())
        .isFalse();
    assertThat(
            Requests.map(Requests.span("x", "leeway.synthetic", "true"))
                .event()
                .has(EventFlag.SYNTHETIC_DURATION))
        .isTrue();
    assertThat(
            Requests.map(Requests.span("x", "leeway.synthetic", false))
                .event()
                .has(EventFlag.SYNTHETIC_DURATION))
        .isFalse();
  }

  private static int flagsStarting(long offsetNanos) {
    long start = Requests.START_NANOS + offsetNanos;
    return event(start, start + SECOND_NANOS).flags();
  }

  private static AgentEvent event(long startNanos, long endNanos) {
    return Requests.map(
            Requests.span("x").setStartTimeUnixNano(startNanos).setEndTimeUnixNano(endNanos))
        .event();
  }
}
