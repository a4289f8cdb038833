package dev.leeway.signals.source;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one source, gathered over its sightings. Times are epoch milliseconds.
 *
 * @param asOfMillis the newest event time that was seen in it
 * @param loadedMillis the newest update that came through
 * @param statusMillis when the status was said
 * @param updates when it was updated, of late: load times where they are known, else event times;
 *     kept in order, each once
 */
public record SourceFacts(
    @Nullable Long asOfMillis,
    @Nullable Long loadedMillis,
    @Nullable Double maxStalenessSeconds,
    SourceStatus status,
    long statusMillis,
    List<Long> updates) {

  public SourceFacts {
    updates = updates.stream().distinct().sorted().toList();
  }

  /** Both together: the newest of each, and the updates. */
  public SourceFacts and(SourceFacts other) {
    boolean otherIsNewer = other.statusMillis > statusMillis;
    return new SourceFacts(
        greatest(asOfMillis, other.asOfMillis),
        greatest(loadedMillis, other.loadedMillis),
        least(maxStalenessSeconds, other.maxStalenessSeconds),
        otherIsNewer ? other.status : status,
        Math.max(statusMillis, other.statusMillis),
        updatesWith(other));
  }

  /** Load times and event times of the same updates would count each of them twice. */
  private List<Long> updatesWith(SourceFacts other) {
    if ((loadedMillis == null) != (other.loadedMillis == null)) {
      return loadedMillis == null ? other.updates : updates;
    }
    return Stream.concat(updates.stream(), other.updates.stream()).toList();
  }

  public UpdateRhythm rhythm() {
    return UpdateRhythm.of(updates);
  }

  private static @Nullable Long greatest(@Nullable Long one, @Nullable Long other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return Long.max(one, other);
  }

  private static @Nullable Double least(@Nullable Double one, @Nullable Double other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return Double.min(one, other);
  }
}
