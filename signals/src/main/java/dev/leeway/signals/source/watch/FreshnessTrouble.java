package dev.leeway.signals.source.watch;

import dev.leeway.signals.catalogue.SourceSignals;
import dev.leeway.signals.drift.Numbers;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.source.Freshness;
import dev.leeway.signals.source.FreshnessState;
import dev.leeway.signals.source.SourceFacts;
import dev.leeway.signals.source.SourcePromise;
import dev.leeway.signals.source.UpdateRhythm;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether a source is too old, or its update overdue, at one moment.
 *
 * <p>What the owner promises decides alone, beside the source's own check that says stale. Without
 * a promise a failed update and a check that warns count too, and the learned interval: from
 * {@value #LEARNED_FROM_MILLIS} ms of updates on, until when every night would be an outage, and
 * for pauses of {@value #PAUSE_MILLIS_MIN} ms, since pipelines restart.
 */
final class FreshnessTrouble {
  static final long LEARNED_FROM_MILLIS = 24 * 3_600_000L;
  static final long PAUSE_MILLIS_MIN = 10 * 60_000L;

  private final SourceHistory history;
  private final SourcePromise promise;

  FreshnessTrouble(SourceHistory history, SourcePromise promise) {
    this.history = history;
    this.promise = promise;
  }

  /** What an answer of that time stood on: fresh, stale, or nobody knows. */
  FreshnessState stoodAt(long atMillis) {
    Freshness freshness = stateAt(atMillis);
    return switch (freshness.state()) {
      case FRESH, LATE -> FreshnessState.FRESH;
      case STALE -> isTrouble(freshness, atMillis) ? FreshnessState.STALE : FreshnessState.UNKNOWN;
      case UNKNOWN -> FreshnessState.UNKNOWN;
    };
  }

  /** How the source stands at that time, by what was known then. */
  private Freshness stateAt(long atMillis) {
    return Freshness.of(history.factsAt(atMillis), history.rhythmAt(atMillis), promise, atMillis);
  }

  /**
   * What is to be told.
   *
   * @param used whether answers have used the source since it began
   */
  Optional<Trouble> at(long atMillis, boolean used) {
    Freshness freshness = stateAt(atMillis);
    if (!isTrouble(freshness, atMillis)) {
      return Optional.empty();
    }
    SourceFacts facts = history.factsAt(atMillis);
    UpdateRhythm rhythm = history.rhythmAt(atMillis);
    return Optional.of(
        new Trouble(
            signalOf(freshness.reason()),
            freshness.sinceMillis(),
            severityOf(freshness, used),
            effectOf(freshness, facts, rhythm, atMillis),
            wordsOf(freshness, facts, rhythm, atMillis),
            evidenceOf(facts, rhythm, atMillis)));
  }

  /** The next time at which something may become wrong though nothing happens. */
  long nextAfter(long atMillis) {
    SourceFacts facts = history.factsAt(Long.MAX_VALUE);
    UpdateRhythm rhythm = history.rhythmAt(Long.MAX_VALUE);
    Long last = Freshness.lastUpdateMillis(facts);
    if (last == null) {
      return Long.MAX_VALUE;
    }
    long next =
        later(Freshness.basisMillis(facts), Freshness.limitSeconds(facts, promise), atMillis);
    next = Math.min(next, later(last, promise.everySeconds(), atMillis));
    if (rhythm.isLearned()) {
      for (FreshnessState state :
          new FreshnessState[] {FreshnessState.LATE, FreshnessState.STALE}) {
        double patience =
            Math.max(Freshness.patienceSeconds(rhythm, state), PAUSE_MILLIS_MIN / 1_000.0);
        next = Math.min(next, later(last, patience, atMillis));
      }
    }
    return next;
  }

  private boolean isTrouble(Freshness freshness, long atMillis) {
    boolean promised = !promise.equals(SourcePromise.NONE);
    return switch (freshness.reason()) {
      case OVER_LIMIT, OVER_INTERVAL, CHECK_SAYS_STALE -> true;
      case CHECK_SAYS_LATE, UPDATE_FAILED -> !promised;
      case OVERDUE -> !promised && isOverdue(atMillis);
      case WITHIN_LIMIT, ON_TIME, NOT_ENOUGH_DATA -> false;
    };
  }

  private boolean isOverdue(long atMillis) {
    SourceFacts facts = history.factsAt(atMillis);
    Long last = Freshness.lastUpdateMillis(facts);
    return facts.maxStalenessSeconds() == null
        && last != null
        && atMillis - last >= PAUSE_MILLIS_MIN
        && last - history.firstMillis() >= LEARNED_FROM_MILLIS;
  }

  private static String signalOf(Freshness.Reason reason) {
    return switch (reason) {
      case OVER_LIMIT, CHECK_SAYS_STALE, CHECK_SAYS_LATE -> SourceSignals.LAG;
      case OVER_INTERVAL, UPDATE_FAILED, OVERDUE, WITHIN_LIMIT, ON_TIME, NOT_ENOUGH_DATA ->
          SourceSignals.INTERVAL;
    };
  }

  /** A broken promise that reaches answers wakes somebody; what is late is a note. */
  private static Severity severityOf(Freshness freshness, boolean used) {
    return switch (freshness.reason()) {
      case OVER_LIMIT, OVER_INTERVAL -> used ? Severity.CRITICAL : Severity.WARNING;
      case CHECK_SAYS_STALE, UPDATE_FAILED -> Severity.WARNING;
      case OVERDUE -> freshness.state() == FreshnessState.STALE ? Severity.WARNING : Severity.INFO;
      case CHECK_SAYS_LATE, WITHIN_LIMIT, ON_TIME, NOT_ENOUGH_DATA -> Severity.INFO;
    };
  }

  private double effectOf(
      Freshness freshness, SourceFacts facts, UpdateRhythm rhythm, long atMillis) {
    Double limit = Freshness.limitSeconds(facts, promise);
    Long last = Freshness.lastUpdateMillis(facts);
    double pauseSeconds = last == null ? 0 : (atMillis - last) / 1_000.0;
    Double age = Freshness.ageSeconds(facts, atMillis);
    return switch (freshness.reason()) {
      case OVER_LIMIT -> age == null || limit == null ? 1 : age / limit;
      case OVER_INTERVAL ->
          promise.everySeconds() == null ? 1 : pauseSeconds / promise.everySeconds();
      case OVERDUE -> pauseSeconds / Freshness.patienceSeconds(rhythm, FreshnessState.STALE);
      case CHECK_SAYS_STALE,
          CHECK_SAYS_LATE,
          UPDATE_FAILED,
          WITHIN_LIMIT,
          ON_TIME,
          NOT_ENOUGH_DATA ->
          1;
    };
  }

  private String wordsOf(
      Freshness freshness, SourceFacts facts, UpdateRhythm rhythm, long atMillis) {
    String since = Numbers.timeOfDay(freshness.sinceMillis());
    return switch (freshness.reason()) {
      case OVER_LIMIT ->
          (facts.asOfMillis() == null ? loaded(facts, atMillis) : newestEvent(facts, atMillis))
              + ", "
              + seconds(Freshness.limitSeconds(facts, promise))
              + (promise.maxAgeSeconds() == null ? " allowed" : " promised");
      case OVER_INTERVAL ->
          loaded(facts, atMillis) + ", promised every " + seconds(promise.everySeconds());
      case CHECK_SAYS_STALE -> "its own check finds the data too old since " + since;
      case CHECK_SAYS_LATE -> "its own check warns of the data's age since " + since;
      case UPDATE_FAILED -> "the update of " + since + " failed";
      case OVERDUE ->
          "%s, usually every %s (%d gaps, the longest %s)"
              .formatted(
                  loaded(facts, atMillis),
                  Elapsed.ofSeconds(rhythm.medianSeconds()),
                  rhythm.gaps(),
                  Elapsed.ofSeconds(rhythm.longestSeconds()));
      case WITHIN_LIMIT, ON_TIME, NOT_ENOUGH_DATA -> "nothing is wrong";
    };
  }

  private static String loaded(SourceFacts facts, long atMillis) {
    Long last = Freshness.lastUpdateMillis(facts);
    return last == null ? "never loaded" : "last loaded " + Elapsed.words(atMillis - last) + " ago";
  }

  private static String newestEvent(SourceFacts facts, long atMillis) {
    return "newest event " + seconds(Freshness.ageSeconds(facts, atMillis)) + " old";
  }

  private Map<String, Double> evidenceOf(SourceFacts facts, UpdateRhythm rhythm, long atMillis) {
    Map<String, Double> evidence = new TreeMap<>();
    put(evidence, "age_seconds", Freshness.ageSeconds(facts, atMillis));
    put(evidence, "max_age_seconds", Freshness.limitSeconds(facts, promise));
    put(evidence, "promised_interval_seconds", promise.everySeconds());
    Long last = Freshness.lastUpdateMillis(facts);
    put(evidence, "pause_seconds", last == null ? null : (atMillis - last) / 1_000.0);
    if (rhythm.isLearned()) {
      evidence.put("usual_interval_seconds", rhythm.medianSeconds());
      evidence.put("longest_interval_seconds", rhythm.longestSeconds());
    }
    return evidence;
  }

  private static void put(Map<String, Double> evidence, String name, @Nullable Double value) {
    if (value != null) {
      evidence.put(name, value);
    }
  }

  /** A millisecond after so long from there; never for what is past. */
  private static long later(@Nullable Long fromMillis, @Nullable Double seconds, long afterMillis) {
    if (fromMillis == null || seconds == null) {
      return Long.MAX_VALUE;
    }
    long at = fromMillis + Math.round(seconds * 1_000) + 1;
    return at > afterMillis ? at : Long.MAX_VALUE;
  }

  private static String seconds(@Nullable Double seconds) {
    return seconds == null ? "an unknown time" : Elapsed.ofSeconds(seconds);
  }
}
