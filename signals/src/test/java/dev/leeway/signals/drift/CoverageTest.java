package dev.leeway.signals.drift;

import static dev.leeway.signals.drift.Traffic.HOUR;
import static dev.leeway.signals.drift.Traffic.MINUTE;
import static dev.leeway.signals.drift.Traffic.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.finding.FindingState;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.window.Dimensions;
import dev.leeway.signals.window.Slice;
import dev.leeway.signals.window.WindowPartial;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** On how much of the traffic findings say that they rest. */
class CoverageTest {
  private static final long START = Feed.START;
  private static final Slice DESK = Slice.ofAgent("acme", "prod", "desk");

  private final Recording recording = new Recording();
  private final TenantMonitor monitor =
      new TenantMonitor(
          "acme", DriftConfig.defaults(), Watches.defaults(), new MapStore(), recording);

  @Test
  void aFindingSaysWhichShareOfTheSpansCameSinceItBegan() {
    kept(SHOP, START, 100, 1);
    kept(SHOP, START + HOUR, 10, 0.5);
    kept(SHOP, START + HOUR + 10 * MINUTE, 30, 0.7);
    fire(SHOP, START + HOUR + MINUTE);
    assertThat(recording.findings.getLast().coverage()).isEqualTo(0.65);

    kept(SHOP, START + HOUR + 12 * MINUTE, 40, 1);
    monitor.advance("prod", "shop", START + 2 * HOUR, START + 2 * HOUR);
    Finding closed = recording.findings.getLast();
    assertThat(closed.state()).isEqualTo(FindingState.CLOSED);
    assertThat(closed.coverage()).isEqualTo(0.825);
    assertThat(closed.findingId()).isEqualTo(recording.findings.getFirst().findingId());
  }

  @Test
  void aFindingThatIsOlderThanItsRunIsToldByTheHourBefore() {
    kept(SHOP, START + 30 * MINUTE, 8, 0.875);
    fire(SHOP, START + HOUR);
    assertThat(recording.findings.getFirst().coverage()).isEqualTo(0.875);
  }

  @Test
  void whereNoRunSaysItNothingIsKnown() {
    kept(DESK, START, 8, 0.5);
    fire(SHOP, START);
    assertThat(recording.findings.getFirst().coverage()).isNaN();
  }

  @Test
  void allAgentsTogetherAreCoveredAsTheirRunsAreTogether() {
    kept(SHOP, START, 30, 1);
    kept(DESK, START, 10, 0.5);
    kept(Slice.ofAgent("acme", "test", "desk"), START, 100, 0.25);
    fire(Slice.ofAgent("acme", "prod", Dimensions.ALL), START);
    assertThat(recording.findings.getFirst().coverage()).isEqualTo(0.875);
  }

  @Test
  void aDriftFindingSaysItTooAndNotTheSliceButTheAgent() {
    Feed feed = Feed.warm(7);
    long shift = feed.now;
    feed.monitor.add(windowOf(SHOP, 60, shift, 50, 40));
    feed.monitor.add(windowOf(SHOP.with("version", "v1"), 60, shift, 50, 10));
    feed.live(HOUR, 600, Traffic.Shift.tokens(2.5));
    assertThat(feed.recording.opened()).isNotEmpty();
    assertThat(feed.recording.opened()).allMatch(finding -> finding.coverage() == 0.8);
  }

  @Test
  void storedHoursTellItAfterALostState() {
    monitor.add(windowOf(SHOP, 3_600, START, 200, 150));
    fire(SHOP, START + 10 * MINUTE);
    assertThat(recording.findings.getFirst().coverage()).isEqualTo(0.75);
  }

  @Test
  void minutesBecomeHoursAndHoursEndAfterEightDays() {
    KeptSpans kept = new KeptSpans();
    for (long at = 0; at < 10 * 24 * HOUR; at += MINUTE) {
      kept.add(START + at, false, 2, at < HOUR ? 0 : 1);
    }
    assertThat(kept.encode().length).isLessThan(4_000);
    assertThat(kept.shareSince(START)).isEqualTo(0.5);
    assertThat(KeptSpans.decode(kept.encode()).encode()).isEqualTo(kept.encode());
  }

  @Test
  void bytesOfVersionOneAreStillRead() {
    KeptSpans kept = new KeptSpans();
    kept.add(0, true, 4, 3);
    kept.add(HOUR, false, 2, 1.5);
    byte[] stored = HexFormat.of().parseHex(V1);
    assertThat(kept.encode()).isEqualTo(stored);
    assertThat(KeptSpans.decode(stored).shareSince(0)).isEqualTo(0.75);
  }

  private static final String V1 = "010280bab703043ff80000000000000200084008000000000000";

  private void kept(Slice agent, long minute, long runs, double share) {
    monitor.add(windowOf(agent, 60, minute, runs, runs * share));
  }

  private static WindowPartial windowOf(
      Slice slice, int seconds, long start, long runs, double sum) {
    return new WindowPartial(
        slice,
        CoverageShelf.SIGNAL,
        start,
        seconds,
        runs,
        sum,
        Map.of(),
        Map.of("__undistributed__", runs),
        List.of());
  }

  private void fire(Slice slice, long atMillis) {
    monitor.fire(
        new RuleHit(
            "rule.loop",
            "loop.repeat",
            slice,
            Severity.CRITICAL,
            atMillis,
            6,
            "search called 6 times",
            Map.of(),
            List.of()),
        atMillis);
  }
}
