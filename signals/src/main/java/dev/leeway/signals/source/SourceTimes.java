package dev.leeway.signals.source;

import org.jspecify.annotations.Nullable;

/**
 * The times of one sighting, in epoch milliseconds. What the data tells of ({@code asOf}) and when
 * it was put in place ({@code loaded}) are two things: a pipeline may be on time with old data.
 *
 * @param observedMillis when the source was seen: the use, the end of the update, the measurement
 * @param asOfMillis the newest event time that the source held
 * @param loadedMillis when its newest data became visible
 * @param newestDocumentMillis of the documents that were found in it
 * @param oldestDocumentMillis likewise
 */
public record SourceTimes(
    long observedMillis,
    @Nullable Long asOfMillis,
    @Nullable Long loadedMillis,
    @Nullable Long newestDocumentMillis,
    @Nullable Long oldestDocumentMillis) {

  public static SourceTimes at(long observedMillis) {
    return new SourceTimes(observedMillis, null, null, null, null);
  }

  public SourceTimes asOf(@Nullable Long newMillis) {
    return new SourceTimes(
        observedMillis, newMillis, loadedMillis, newestDocumentMillis, oldestDocumentMillis);
  }

  public SourceTimes loaded(@Nullable Long newMillis) {
    return new SourceTimes(
        observedMillis, asOfMillis, newMillis, newestDocumentMillis, oldestDocumentMillis);
  }

  public SourceTimes documents(@Nullable Long newest, @Nullable Long oldest) {
    return new SourceTimes(observedMillis, asOfMillis, loadedMillis, newest, oldest);
  }

  /** How old the newest data was when it was seen, never negative; null when unknown. */
  public @Nullable Double ageSeconds() {
    return secondsBetween(newestAsOfMillis(), observedMillis);
  }

  /** How long the newest data took from event to visible; null when unknown. */
  public @Nullable Double pipelineLagSeconds() {
    return loadedMillis == null ? null : secondsBetween(asOfMillis, loadedMillis);
  }

  /** What the source says of itself, else what its documents show. */
  public @Nullable Long newestAsOfMillis() {
    return asOfMillis == null ? newestDocumentMillis : asOfMillis;
  }

  private static @Nullable Double secondsBetween(@Nullable Long from, long to) {
    return from == null ? null : Math.max(0, to - from) / 1_000.0;
  }
}
