package dev.leeway.webui.words;

import dev.leeway.signals.source.Freshness;
import dev.leeway.signals.source.FreshnessState;
import dev.leeway.signals.source.SourceFacts;
import dev.leeway.signals.source.SourcePromise;
import dev.leeway.signals.source.UpdateRhythm;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How fresh a source is, for people. */
public final class SourceWords {
  private SourceWords() {}

  public static String state(FreshnessState state) {
    return switch (state) {
      case FRESH -> "fresh";
      case LATE -> "late";
      case STALE -> "stale";
      case UNKNOWN -> "unknown";
    };
  }

  /** What the verdict rests on, with its numbers. */
  public static String why(
      Freshness freshness, SourceFacts facts, SourcePromise promise, Instant now) {
    UpdateRhythm rhythm = facts.rhythm();
    return switch (freshness.reason()) {
      case OVER_LIMIT -> "%s old, %s".formatted(old(facts, now), promised(facts, promise));
      case WITHIN_LIMIT ->
          Freshness.limitSeconds(facts, promise) == null
              ? "loaded as promised, every " + seconds(promise.everySeconds())
              : "%s old, %s".formatted(old(facts, now), promised(facts, promise));
      case OVER_INTERVAL ->
          "last loaded %s ago, promised every %s"
              .formatted(
                  age(Freshness.lastUpdateMillis(facts), now), seconds(promise.everySeconds()));
      case CHECK_SAYS_STALE -> "its own check says so, " + said(facts, now);
      case CHECK_SAYS_LATE -> "its own check warns, " + said(facts, now);
      case UPDATE_FAILED -> "the last update failed, " + said(facts, now);
      case ON_TIME -> "updated every " + seconds(rhythm.medianSeconds());
      case OVERDUE ->
          "no update for %s, usually every %s"
              .formatted(
                  whole(now.toEpochMilli() - facts.updates().getLast()),
                  seconds(rhythm.medianSeconds()));
      case NOT_ENOUGH_DATA ->
          "not enough data (%d of %d updates), no limit declared"
              .formatted(updates(facts), UpdateRhythm.GAPS_NEEDED + 1);
    };
  }

  /** What is promised of it, by its owner or by what its carriers say; empty for nothing. */
  public static String promise(SourceFacts facts, SourcePromise promise) {
    List<String> words = new ArrayList<>();
    if (promise.everySeconds() != null) {
      words.add("promised every " + seconds(promise.everySeconds()));
    }
    if (Freshness.limitSeconds(facts, promise) != null) {
      words.add("at most " + promised(facts, promise));
    }
    return String.join(", ", words);
  }

  /** The learned interval with what it rests on, or how much is missing. */
  public static String rhythm(UpdateRhythm rhythm) {
    return rhythm.isLearned()
        ? "every " + seconds(rhythm.medianSeconds())
        : "not enough data (%d of %d)".formatted(rhythm.gaps(), UpdateRhythm.GAPS_NEEDED);
  }

  /** How long ago a time was, in whole units; a dash when there is none. */
  public static String age(@Nullable Long millis, Instant now) {
    return millis == null ? Numbers.NONE : whole(Math.max(0, now.toEpochMilli() - millis));
  }

  public static String seconds(@Nullable Double seconds) {
    return seconds == null ? Numbers.NONE : Durations.whole(Math.round(seconds));
  }

  private static String promised(SourceFacts facts, SourcePromise promise) {
    return seconds(Freshness.limitSeconds(facts, promise))
        + (promise.maxAgeSeconds() == null ? " allowed" : " promised");
  }

  private static String old(SourceFacts facts, Instant now) {
    return seconds(Freshness.ageSeconds(facts, now.toEpochMilli()));
  }

  private static int updates(SourceFacts facts) {
    return facts.updates().isEmpty() ? 0 : facts.rhythm().gaps() + 1;
  }

  private static String said(SourceFacts facts, Instant now) {
    return Durations.ago(Instant.ofEpochMilli(facts.statusMillis()), now);
  }

  private static String whole(long millis) {
    return Durations.whole(Duration.ofMillis(millis).toSeconds());
  }
}
