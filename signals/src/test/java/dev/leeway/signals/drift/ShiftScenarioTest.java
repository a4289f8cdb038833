package dev.leeway.signals.drift;

import static dev.leeway.signals.drift.Traffic.DAY;
import static dev.leeway.signals.drift.Traffic.HOUR;
import static dev.leeway.signals.drift.Traffic.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.window.WindowPartial;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the demonstration does: eight days at some 25 runs an hour with a daily rhythm, the last
 * three hours dense, and input tokens doubled twenty minutes before now.
 */
class ShiftScenarioTest {
  private static final long NOON = 1_760_000_400_000L / DAY * DAY + 12 * HOUR;

  @ParameterizedTest(name = "seed {0}, minute {1} of the hour, clock steps of {2} min")
  @MethodSource("feeds")
  void doubledTokensOpenAFindingWithinThreePanesAndNothingElseDoes(
      long seed, int minuteOfHour, int stepMinutes) {
    long now = NOON + minuteOfHour * MINUTE;
    long shiftAt = now - 20 * MINUTE;
    Recording recording = new Recording();
    MapStore store = new MapStore();
    TenantMonitor monitor =
        new TenantMonitor("acme", DriftConfig.defaults(), Watches.defaults(), store, recording);
    Traffic traffic = new Traffic(seed, Traffic.Shape.daily());
    long runs = 0;
    for (long minute = now - 8 * DAY; minute < now; minute += MINUTE) {
      boolean dense = minute >= now - 3 * HOUR;
      Traffic.Shift shift = minute >= shiftAt ? Traffic.Shift.tokens(2) : Traffic.Shift.NONE;
      for (WindowPartial partial : traffic.minute(minute, dense ? 720 : 25, shift)) {
        monitor.add(partial);
        runs += partial.signal().equals("run.outcome") ? partial.count() : 0;
      }
      if ((now - minute) / MINUTE % stepMinutes == 0) {
        monitor.advance("prod", "shop", minute, now);
      }
    }
    monitor.advance("prod", "shop", now + 2 * MINUTE, now + 2 * MINUTE);

    assertThat(runs / 2).isGreaterThan(2_500);
    assertThat(recording.opened())
        .extracting(Finding::signal)
        .containsOnly("complexity.input_tokens")
        .hasSize(2);
    // Three whole panes, after the one in which the shift began.
    for (Finding finding : recording.opened()) {
      assertThat(finding.openedAtMillis()).isBetween(shiftAt, shiftAt + 15 * MINUTE + 5 * MINUTE);
      assertThat(finding.history()).isFalse();
    }
  }

  static Stream<Arguments> feeds() {
    return Stream.of(
        Arguments.of(1, 0, 1),
        Arguments.of(2, 17, 1),
        Arguments.of(4, 48, 360),
        Arguments.of(5, 5, 4_000));
  }
}
