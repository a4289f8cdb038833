package dev.leeway.signals.source;

import org.jspecify.annotations.Nullable;

/**
 * The verdict on a source at one moment.
 *
 * <p>What the owner allows comes first: data older than that is STALE. Else the carrier's own check
 * is believed. Else the source is measured by its own rhythm: LATE when the last update is more
 * than {@value #LATE_GAPS} median gaps ago, STALE beyond {@value #STALE_GAPS}. Without a limit and
 * without {@value UpdateRhythm#GAPS_NEEDED} gaps there is no verdict.
 *
 * @param reason why, for people
 */
public record Freshness(FreshnessState state, Reason reason) {
  public static final double LATE_GAPS = 2;
  public static final double STALE_GAPS = 4;

  /** What a verdict rests on. */
  public enum Reason {
    WITHIN_LIMIT,
    OVER_LIMIT,
    CHECK_SAYS_STALE,
    CHECK_SAYS_LATE,
    UPDATE_FAILED,
    ON_TIME,
    OVERDUE,
    NOT_ENOUGH_DATA
  }

  public static Freshness of(SourceFacts facts, long nowMillis) {
    Double limit = facts.maxStalenessSeconds();
    Double age = ageSeconds(facts, nowMillis);
    if (limit != null && age != null && age > limit) {
      return new Freshness(FreshnessState.STALE, Reason.OVER_LIMIT);
    }
    return switch (standingStatus(facts)) {
      case STALE -> new Freshness(FreshnessState.STALE, Reason.CHECK_SAYS_STALE);
      case LATE -> new Freshness(FreshnessState.LATE, Reason.CHECK_SAYS_LATE);
      case FAILED -> new Freshness(FreshnessState.LATE, Reason.UPDATE_FAILED);
      case SUCCESS, UNKNOWN ->
          limit == null || age == null
              ? byRhythm(facts, nowMillis)
              : withinLimit(byRhythm(facts, nowMillis));
    };
  }

  /** The age of the data: by its event time where that is known, else since it was loaded. */
  public static @Nullable Double ageSeconds(SourceFacts facts, long nowMillis) {
    Long since = facts.asOfMillis() == null ? facts.loadedMillis() : facts.asOfMillis();
    return since == null ? null : Math.max(0, nowMillis - since) / 1_000.0;
  }

  /** What the carrier said last, unless newer data has been seen since. */
  private static SourceStatus standingStatus(SourceFacts facts) {
    Long asOf = facts.asOfMillis();
    Long loaded = facts.loadedMillis();
    boolean outdated =
        (asOf != null && asOf > facts.statusMillis())
            || (loaded != null && loaded > facts.statusMillis());
    return outdated ? SourceStatus.UNKNOWN : facts.status();
  }

  /** What the owner allows cannot be stale, however unusual the pause. */
  private static Freshness withinLimit(Freshness ofRhythm) {
    return ofRhythm.reason() == Reason.OVERDUE
        ? new Freshness(FreshnessState.LATE, Reason.OVERDUE)
        : new Freshness(FreshnessState.FRESH, Reason.WITHIN_LIMIT);
  }

  private static Freshness byRhythm(SourceFacts facts, long nowMillis) {
    UpdateRhythm rhythm = facts.rhythm();
    if (!rhythm.isLearned()) {
      return new Freshness(FreshnessState.UNKNOWN, Reason.NOT_ENOUGH_DATA);
    }
    double gaps = (nowMillis - facts.updates().getLast()) / 1_000.0 / rhythm.medianSeconds();
    if (gaps > STALE_GAPS) {
      return new Freshness(FreshnessState.STALE, Reason.OVERDUE);
    }
    return gaps > LATE_GAPS
        ? new Freshness(FreshnessState.LATE, Reason.OVERDUE)
        : new Freshness(FreshnessState.FRESH, Reason.ON_TIME);
  }
}
