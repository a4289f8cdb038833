package dev.leeway.signals.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.source.Freshness.Reason;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class FreshnessTest {
  private static final long MINUTE = 60_000;
  private static final List<Long> EVERY_MINUTE =
      LongStream.rangeClosed(1, 6).map(i -> i * MINUTE).boxed().toList();

  @Test
  void olderThanTheOwnerAllowsIsStale() {
    assertThat(Freshness.of(facts(1_000L, 5_000L, 9.0, List.of()), 10_001))
        .extracting(Freshness::state, Freshness::reason)
        .containsExactly(FreshnessState.STALE, Reason.OVER_LIMIT);
    assertThat(Freshness.of(facts(1_000L, 5_000L, 9.0, List.of()), 10_000))
        .extracting(Freshness::state, Freshness::reason)
        .containsExactly(FreshnessState.FRESH, Reason.WITHIN_LIMIT);
  }

  @Test
  void loadedLatelyDoesNotMakeOldEventsFresh() {
    assertThat(Freshness.of(facts(0L, 100_000L, 60.0, List.of()), 100_000).state())
        .isEqualTo(FreshnessState.STALE);
    assertThat(Freshness.of(facts(null, 100_000L, 60.0, List.of()), 100_000).state())
        .isEqualTo(FreshnessState.FRESH);
  }

  @Test
  void withoutALimitTheSourceIsMeasuredByItsOwnRhythm() {
    SourceFacts facts = facts(null, 6 * MINUTE, null, EVERY_MINUTE);
    assertThat(Freshness.of(facts, 8 * MINUTE).state()).isEqualTo(FreshnessState.FRESH);
    assertThat(Freshness.of(facts, 8 * MINUTE + 1).state()).isEqualTo(FreshnessState.LATE);
    assertThat(Freshness.of(facts, 10 * MINUTE + 1))
        .extracting(Freshness::state, Freshness::reason)
        .containsExactly(FreshnessState.STALE, Reason.OVERDUE);
  }

  @Test
  void anUnusualPauseWithinTheLimitIsLateAndNotStale() {
    SourceFacts facts = facts(null, 6 * MINUTE, 3_600.0, EVERY_MINUTE);
    assertThat(Freshness.of(facts, 30 * MINUTE))
        .extracting(Freshness::state, Freshness::reason)
        .containsExactly(FreshnessState.LATE, Reason.OVERDUE);
  }

  @Test
  void fewUpdatesAndNoLimitGiveNoVerdict() {
    SourceFacts facts = facts(0L, 0L, null, EVERY_MINUTE.subList(0, 5));
    assertThat(facts.rhythm()).isEqualTo(new UpdateRhythm(4, 60, 60));
    assertThat(Freshness.of(facts, 1_000 * MINUTE))
        .extracting(Freshness::state, Freshness::reason)
        .containsExactly(FreshnessState.UNKNOWN, Reason.NOT_ENOUGH_DATA);
  }

  @Test
  void whatTheCarrierFoundIsBelieved() {
    assertThat(Freshness.of(saying(SourceStatus.STALE), 8 * MINUTE).state())
        .isEqualTo(FreshnessState.STALE);
    assertThat(Freshness.of(saying(SourceStatus.FAILED), 8 * MINUTE))
        .extracting(Freshness::state, Freshness::reason)
        .containsExactly(FreshnessState.LATE, Reason.UPDATE_FAILED);
    assertThat(Freshness.of(saying(SourceStatus.LATE), 8 * MINUTE))
        .extracting(Freshness::state, Freshness::reason)
        .containsExactly(FreshnessState.LATE, Reason.CHECK_SAYS_LATE);
  }

  @Test
  void newerDataThanTheCheckMakesTheCheckVoid() {
    SourceFacts seenSince =
        new SourceFacts(7 * MINUTE, null, null, SourceStatus.STALE, 6 * MINUTE, EVERY_MINUTE);
    assertThat(Freshness.of(seenSince, 8 * MINUTE).state()).isEqualTo(FreshnessState.FRESH);
  }

  @Test
  void theNewestOfTwoHoldsOfBothTogether() {
    SourceFacts pipeline =
        new SourceFacts(null, 20L, 60.0, SourceStatus.FAILED, 20, List.of(20L, 10L));
    SourceFacts agent = new SourceFacts(5L, null, 30.0, SourceStatus.SUCCESS, 30, List.of(5L));
    SourceFacts both = new SourceFacts(5L, 20L, 30.0, SourceStatus.SUCCESS, 30, List.of(10L, 20L));
    assertThat(pipeline.and(agent)).isEqualTo(both);
    assertThat(agent.and(pipeline)).isEqualTo(both);
  }

  @Test
  void theRhythmIsTheMedianGapWhateverTheOrder() {
    assertThat(UpdateRhythm.of(List.of(90_000L, 10_000L, 20_000L, 10_000L)))
        .isEqualTo(new UpdateRhythm(2, 40, 70));
    assertThat(
            UpdateRhythm.of(List.of(10_000L, 20_000L, 90_000L, 100_000L, 105_000L)).medianSeconds())
        .isEqualTo(10);
    assertThat(UpdateRhythm.of(List.of(7L))).isEqualTo(UpdateRhythm.UNKNOWN);
    assertThat(UpdateRhythm.of(List.of())).isEqualTo(UpdateRhythm.UNKNOWN);
  }

  @Test
  void timesThatAScrapeMovedAreOneUpdate() {
    assertThat(UpdateRhythm.of(List.of(60_000L, 60_400L, 64_999L, 120_100L, 119_900L)))
        .isEqualTo(new UpdateRhythm(1, 59.9, 59.9));
  }

  private static SourceFacts saying(SourceStatus status) {
    return new SourceFacts(null, 6 * MINUTE, null, status, 6 * MINUTE, EVERY_MINUTE);
  }

  private static SourceFacts facts(
      @Nullable Long asOf, @Nullable Long loaded, @Nullable Double limit, List<Long> updates) {
    return new SourceFacts(asOf, loaded, limit, SourceStatus.UNKNOWN, 0, updates);
  }
}
