package dev.leeway.signals.drift;

import static dev.leeway.signals.drift.Traffic.HOUR;
import static dev.leeway.signals.drift.Traffic.MINUTE;
import static dev.leeway.signals.drift.Traffic.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.leeway.signals.drift.codec.StateWriter;
import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.finding.FindingState;
import dev.leeway.signals.finding.Severity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleFindingsTest {
  private static final long START = Feed.START;

  private final MapStore store = new MapStore();
  private final Recording recording = new Recording();
  private final TenantMonitor monitor =
      new TenantMonitor("acme", DriftConfig.defaults(), Watches.defaults(), store, recording);

  @Test
  void theFirstHitOpensAFindingAtOnce() {
    monitor.fire(hit(START, 6), START + 2_000);
    assertThat(recording.findings).hasSize(1);
    Finding finding = recording.findings.getFirst();
    assertThat(finding.detector()).isEqualTo("rule.loop");
    assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(finding.onsetMillis()).isEqualTo(START);
    assertThat(finding.history()).isFalse();
    assertThat(finding.evidence()).containsEntry("hits", 1.0).containsEntry("repeats", 6.0);
  }

  @Test
  void furtherHitsKeepItOpenAndQuietClosesIt() {
    monitor.fire(hit(START, 6), START);
    monitor.fire(hit(START + 20_000, 7), START);
    monitor.fire(hit(START + 5 * MINUTE, 9), START);
    monitor.fire(hit(START + 6 * MINUTE, 8), START);
    monitor.advance("prod", "shop", START + 15 * MINUTE, START + 15 * MINUTE);
    assertThat(recording.closed()).isEmpty();
    assertThat(monitor.nextDueMillis("prod", "shop")).isEqualTo(START + 16 * MINUTE);
    monitor.advance("prod", "shop", START + 16 * MINUTE, START + 16 * MINUTE);

    assertThat(recording.findings)
        .extracting(Finding::revision, Finding::effect, Finding::state)
        .containsExactly(
            tuple(1L, 6.0, FindingState.OPEN),
            tuple(2L, 9.0, FindingState.OPEN),
            tuple(3L, 9.0, FindingState.OPEN),
            tuple(4L, 9.0, FindingState.CLOSED));
    assertThat(recording.findings).extracting(Finding::findingId).containsOnly(firstId());
    assertThat(recording.findings.getLast().evidence()).containsEntry("hits", 4.0);
    assertThat(recording.findings.getLast().closedAtMillis()).isEqualTo(START + 16 * MINUTE);
    assertThat(store.entries().keySet()).noneMatch(key -> key.startsWith("r"));
  }

  @Test
  void aHitAfterALongQuietIsAnotherFinding() {
    monitor.fire(hit(START, 6), START);
    monitor.fire(hit(START + HOUR, 6), START + HOUR);
    assertThat(recording.findings)
        .extracting(Finding::state)
        .containsExactly(FindingState.OPEN, FindingState.CLOSED, FindingState.OPEN);
    assertThat(recording.opened()).extracting(Finding::findingId).doesNotHaveDuplicates();
  }

  @Test
  void aHitOfHistoryIsMarkedUntilOneOfLiveTimeComes() {
    long wall = START + 2 * HOUR + 5 * MINUTE;
    monitor.fire(hit(START, 6), wall);
    monitor.fire(hit(START + 5 * MINUTE + 10_000, 6), wall);
    assertThat(recording.findings).extracting(Finding::history).containsExactly(true, false);
  }

  @Test
  void aLouderHitIsToldAtOnceAndAQuieterOneTakesNothingBack() {
    monitor.fire(withSeverity(START, Severity.WARNING), START);
    monitor.fire(withSeverity(START + 1_000, Severity.CRITICAL), START);
    monitor.fire(withSeverity(START + 2 * MINUTE, Severity.INFO), START);
    assertThat(recording.findings)
        .extracting(Finding::severity)
        .containsExactly(Severity.WARNING, Severity.CRITICAL, Severity.CRITICAL);
  }

  @Test
  void openRulesAreBounded() {
    for (int value = 0; value <= RuleFindings.OPEN_MAX; value++) {
      monitor.fire(
          new RuleHit(
              "rule.loop",
              "loop.repeat",
              SHOP.with("tool", "tool-" + value),
              Severity.WARNING,
              START,
              3,
              "search called 3 times",
              Map.of(),
              List.of()),
          START);
    }
    assertThat(recording.opened()).hasSize(RuleFindings.OPEN_MAX);
    assertThat(recording.count(MonitorCount.OVERFLOW_RULE_HITS)).isEqualTo(1);
  }

  @Test
  void aHitWithoutADetectorIsRefused() {
    assertThatThrownBy(
            () -> new RuleHit("", "x", SHOP, Severity.INFO, 0, 0, "", Map.of(), List.of()))
        .hasMessage("rule hit needs a detector and a signal: '' 'x'");
  }

  private String firstId() {
    return recording.findings.getFirst().findingId();
  }

  private static RuleHit withSeverity(long at, Severity severity) {
    return new RuleHit(
        "forecast.rate_limit", "x.left", SHOP, severity, at, 1, "", Map.of(), List.of());
  }

  @Test
  void whatLastsStaysOpenThroughQuietUntilItsRuleSaysThatItIsOver() {
    monitor.fire(hit(START, 6, RuleHit.Course.LASTING), START);
    monitor.advance("prod", "shop", START + 5 * HOUR, START + 5 * HOUR);
    assertThat(recording.closed()).isEmpty();

    monitor.fire(hit(START + 6 * HOUR, 3, RuleHit.Course.LASTING), START + 6 * HOUR);
    assertThat(recording.findings.getLast().effect()).isEqualTo(3);
    monitor.fire(hit(START + 7 * HOUR, 0, RuleHit.Course.OVER), START + 7 * HOUR);
    Finding closed = recording.findings.getLast();
    assertThat(closed.state()).isEqualTo(FindingState.CLOSED);
    assertThat(closed.closedAtMillis()).isEqualTo(START + 7 * HOUR);
    assertThat(closed.findingId()).isEqualTo(firstId());
    assertThat(store.entries().keySet()).noneMatch(key -> key.startsWith("r"));

    monitor.fire(hit(START + 8 * HOUR, 0, RuleHit.Course.OVER), START + 8 * HOUR);
    assertThat(recording.findings).hasSize(3);
  }

  @Test
  void whatHoldsIsToldAsItIsNowAndClosesWithWhatItWasAtItsStrongest() {
    monitor.fire(provider(START, 0.9, "part of the agents", Map.of("agents_hit", 2.0)), START);
    monitor.fire(provider(START + 5_000, 0.5, "them", Map.of("agents_seen", 9.0)), START);
    Finding now = recording.findings.getLast();
    assertThat(now.effect()).isEqualTo(0.5);
    assertThat(now.effectText()).isEqualTo("them");
    assertThat(now.evidence()).isEqualTo(Map.of("agents_seen", 9.0, "hits", 2.0));

    monitor.advance("prod", "shop", START + HOUR, START + HOUR);
    Finding closed = recording.findings.getLast();
    assertThat(closed.state()).isEqualTo(FindingState.CLOSED);
    assertThat(closed.effect()).isEqualTo(0.9);
    assertThat(closed.effectText())
        .isEqualTo("quiet for 10 min after 2 hits; strongest: part of the agents");
    assertThat(closed.evidence()).isEqualTo(Map.of("agents_hit", 2.0, "hits", 2.0));
  }

  @Test
  void whatGrewByAQuarterIsToldAtOnceAndWhatGrewByLessWithTheNext() {
    monitor.fire(hit(START, 6), START);
    monitor.fire(hit(START + 10_000, 7), START);
    monitor.fire(hit(START + 20_000, 64), START);
    monitor.fire(hit(START + 25_000, 79), START);
    monitor.fire(hit(START + 50_000, 260), START);
    assertThat(recording.findings).extracting(Finding::effect).containsExactly(6.0, 64.0, 260.0);
    Finding open = recording.findings.getLast();
    assertThat(open.effectText()).contains("called 260 times");
    assertThat(open.evidence()).isEqualTo(Map.of("repeats", 260.0, "hits", 5.0));
    assertThat(open.exemplarTraceIds()).startsWith(trace(START + 50_000)).hasSize(3);
  }

  @Test
  void whatWasStrongestIsSaidThoughItCameTooSoonToBeTold() {
    monitor.fire(hit(START, 6), START);
    monitor.fire(hit(START + 20_000, 7), START);
    monitor.advance("prod", "shop", START + HOUR, START + HOUR);
    Finding closed = recording.findings.getLast();
    assertThat(recording.findings).hasSize(2);
    assertThat(closed.effect()).isEqualTo(7);
    assertThat(closed.effectText()).endsWith("called 7 times with the same arguments");
    assertThat(closed.evidence()).isEqualTo(Map.of("repeats", 7.0, "hits", 2.0));
    assertThat(closed.exemplarTraceIds()).containsExactly(trace(START + 20_000), trace(START));

    monitor.fire(hit(START + 2 * HOUR, 6), START);
    monitor.fire(hit(START + 2 * HOUR + 20_000, 7), START);
    monitor.fire(hit(START + 2 * HOUR + MINUTE, 5), START);
    Finding open = recording.findings.getLast();
    assertThat(open.effect()).isEqualTo(7);
    assertThat(open.evidence()).isEqualTo(Map.of("repeats", 7.0, "hits", 3.0));
    assertThat(open.exemplarTraceIds()).startsWith(trace(START + 2 * HOUR + 20_000)).hasSize(3);
  }

  /** Sixty times as strong within a minute is eighteen quarters. */
  @Test
  void whatGrowsHitByHitIsToldByItsLogarithm() {
    for (int repeats = 6; repeats < 360; repeats++) {
      monitor.fire(hit(START + repeats * 100L, repeats), START);
    }
    assertThat(recording.findings).hasSizeBetween(15, 19);
    assertThat(recording.findings.getLast().effect()).isGreaterThan(360 / 1.25);
  }

  private static RuleHit provider(
      long at, double effect, String text, Map<String, Double> evidence) {
    return new RuleHit(
        "rule.provider",
        "provider.errors",
        SHOP,
        Severity.CRITICAL,
        at,
        effect,
        text,
        evidence,
        List.of());
  }

  /**
   * State bytes are to be read for ever: the first version knew no strongest beside the finding,
   * the second its effect and words alone.
   */
  @ParameterizedTest
  @CsvSource({"1, 6", "2, 8"})
  void whatEarlierVersionsKeptOpenIsStillRead(int version, double strongest) {
    monitor.fire(hit(START, 6), START);
    String key =
        store.entries().keySet().stream().filter(one -> one.startsWith("r\0")).findFirst().get();
    StateWriter written = new StateWriter(version);
    FindingCodec.encode(recording.findings.getFirst(), written);
    written.number(START).number(1);
    store.put(key, version == 1 ? written.bytes() : written.real(8).text("eight").bytes());
    monitor.fire(hit(START + 5 * MINUTE, 5), START);
    assertThat(recording.findings.getLast().effect()).isEqualTo(strongest);
    assertThat(recording.findings.getLast().evidence())
        .isEqualTo(Map.of("repeats", 6.0, "hits", 2.0));
    assertThat(recording.findings.getLast().exemplarTraceIds())
        .containsExactly(trace(START), trace(START + 5 * MINUTE));
  }

  private static RuleHit hit(long atMillis, double effect, RuleHit.Course course) {
    RuleHit once = hit(atMillis, 6);
    return new RuleHit(
        once.detector(),
        once.signal(),
        once.slice(),
        once.severity(),
        once.atMillis(),
        effect,
        once.effectText(),
        once.evidence(),
        once.exemplarTraceIds(),
        course);
  }

  private static RuleHit hit(long at, int repeats) {
    return new RuleHit(
        "rule.loop",
        "loop.repeat",
        SHOP,
        Severity.CRITICAL,
        at,
        repeats,
        "add_to_cart called %d times with the same arguments".formatted(repeats),
        Map.of("repeats", (double) repeats),
        List.of(trace(at)),
        RuleHit.Course.ONCE);
  }

  private static String trace(long at) {
    return "%032x".formatted(at);
  }
}
