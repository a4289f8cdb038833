package dev.leeway.signals.source;

import org.jspecify.annotations.Nullable;

/**
 * The verdict on a source at one moment.
 *
 * <p>What the owner promises comes first: data older than allowed, or not loaded for longer than
 * promised, is STALE. Else the carrier's own check is believed. Else the source is measured by its
 * own rhythm: LATE when the last update is more than {@value #LATE_GAPS} median gaps ago and a
 * quarter longer than any gap before, STALE beyond {@value #STALE_GAPS} and half as long again as
 * any: a pipeline that rests at night is not late each evening. Without a promise and without
 * {@value UpdateRhythm#GAPS_NEEDED} gaps there is no verdict.
 *
 * @param reason why, for people
 * @param sinceMillis from when on it holds; zero where nothing is wrong
 */
public record Freshness(FreshnessState state, Reason reason, long sinceMillis) {
  public static final double LATE_GAPS = 2;
  public static final double STALE_GAPS = 4;
  private static final double LATE_LONGEST = 1.25;
  private static final double STALE_LONGEST = 1.5;

  /** What a verdict rests on. */
  public enum Reason {
    WITHIN_LIMIT,
    OVER_LIMIT,
    /** Not loaded for longer than the owner promised. */
    OVER_INTERVAL,
    CHECK_SAYS_STALE,
    CHECK_SAYS_LATE,
    UPDATE_FAILED,
    ON_TIME,
    OVERDUE,
    NOT_ENOUGH_DATA
  }

  /** By what the source's carriers say alone. */
  public static Freshness of(SourceFacts facts, long nowMillis) {
    return of(facts, facts.rhythm(), SourcePromise.NONE, nowMillis);
  }

  /**
   * A verdict.
   *
   * @param rhythm the learned one
   * @param promise outranks the limit that carriers say
   */
  public static Freshness of(
      SourceFacts facts, UpdateRhythm rhythm, SourcePromise promise, long nowMillis) {
    Double limit = limitSeconds(facts, promise);
    Long since = limit == null ? null : after(basisMillis(facts), limit);
    if (since != null && nowMillis > since) {
      return new Freshness(FreshnessState.STALE, Reason.OVER_LIMIT, since);
    }
    Double every = promise.everySeconds();
    Long overdue = every == null ? null : after(lastUpdateMillis(facts), every);
    if (overdue != null && nowMillis > overdue) {
      return new Freshness(FreshnessState.STALE, Reason.OVER_INTERVAL, overdue);
    }
    return switch (standingStatus(facts)) {
      case STALE -> said(FreshnessState.STALE, Reason.CHECK_SAYS_STALE, facts);
      case LATE -> said(FreshnessState.LATE, Reason.CHECK_SAYS_LATE, facts);
      case FAILED -> said(FreshnessState.LATE, Reason.UPDATE_FAILED, facts);
      case SUCCESS, UNKNOWN ->
          since == null && overdue == null
              ? byRhythm(facts, rhythm, nowMillis)
              : asPromised(byRhythm(facts, rhythm, nowMillis));
    };
  }

  /** The age that is allowed: what the owner promises, else what carriers say; null for neither. */
  public static @Nullable Double limitSeconds(SourceFacts facts, SourcePromise promise) {
    return promise.maxAgeSeconds() == null ? facts.maxStalenessSeconds() : promise.maxAgeSeconds();
  }

  /** The age of the data: by its event time where that is known, else since it was loaded. */
  public static @Nullable Double ageSeconds(SourceFacts facts, long nowMillis) {
    Long since = basisMillis(facts);
    return since == null ? null : Math.max(0, nowMillis - since) / 1_000.0;
  }

  /** The newest load, else the newest event time of an update; null where none was seen. */
  public static @Nullable Long lastUpdateMillis(SourceFacts facts) {
    if (facts.loadedMillis() != null) {
      return facts.loadedMillis();
    }
    return facts.updates().isEmpty() ? null : facts.updates().getLast();
  }

  /** How long a pause may be by the source's own rhythm before it counts as that state. */
  public static double patienceSeconds(UpdateRhythm rhythm, FreshnessState state) {
    boolean stale = state == FreshnessState.STALE;
    return Math.max(
        (stale ? STALE_GAPS : LATE_GAPS) * rhythm.medianSeconds(),
        (stale ? STALE_LONGEST : LATE_LONGEST) * rhythm.longestSeconds());
  }

  /** From when on the data ages: its newest event where that is known, else its load. */
  public static @Nullable Long basisMillis(SourceFacts facts) {
    return facts.asOfMillis() == null ? facts.loadedMillis() : facts.asOfMillis();
  }

  private static @Nullable Long after(@Nullable Long millis, double seconds) {
    return millis == null ? null : millis + Math.round(seconds * 1_000);
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

  private static Freshness said(FreshnessState state, Reason reason, SourceFacts facts) {
    return new Freshness(state, reason, facts.statusMillis());
  }

  /** What the owner allows cannot be stale, however unusual the pause. */
  private static Freshness asPromised(Freshness ofRhythm) {
    return ofRhythm.reason() == Reason.OVERDUE
        ? new Freshness(FreshnessState.LATE, Reason.OVERDUE, ofRhythm.sinceMillis())
        : new Freshness(FreshnessState.FRESH, Reason.WITHIN_LIMIT, 0);
  }

  private static Freshness byRhythm(SourceFacts facts, UpdateRhythm rhythm, long nowMillis) {
    if (!rhythm.isLearned()) {
      return new Freshness(FreshnessState.UNKNOWN, Reason.NOT_ENOUGH_DATA, 0);
    }
    for (FreshnessState state : new FreshnessState[] {FreshnessState.STALE, FreshnessState.LATE}) {
      Long since = after(facts.updates().getLast(), patienceSeconds(rhythm, state));
      if (since != null && nowMillis > since) {
        return new Freshness(state, Reason.OVERDUE, since);
      }
    }
    return new Freshness(FreshnessState.FRESH, Reason.ON_TIME, 0);
  }
}
