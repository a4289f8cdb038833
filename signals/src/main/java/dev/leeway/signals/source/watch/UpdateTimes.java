package dev.leeway.signals.source.watch;

import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import dev.leeway.signals.source.UpdateRhythm;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * When a source was updated, of late: the newest {@value #KEPT_MAX} times, and of older ones the
 * longest gap of each of {@value #GAP_DAYS} days. Times told as ages wander a little; of two that
 * are near to each other the earlier is the update. A function of the set of times, whatever their
 * order, as far as it is kept. Not thread-safe.
 */
final class UpdateTimes {
  static final int KEPT_MAX = 64;
  private static final int GAP_DAYS = 28;
  private static final long DAY_MILLIS = 86_400_000;

  /** Each update, and when it was first heard of. */
  private final TreeMap<Long, Long> heard = new TreeMap<>();

  /** By day, of updates that are no longer kept. */
  private final TreeMap<Long, Long> gaps = new TreeMap<>();

  private long firstMillis = Long.MAX_VALUE;

  void add(long updateMillis, long heardMillis) {
    if (isBeforeAll(updateMillis)) {
      return;
    }
    Long near = near(updateMillis);
    long update = near == null ? updateMillis : Math.min(near, updateMillis);
    Long heardBefore = near == null ? null : heard.remove(near);
    heard.put(update, heardBefore == null ? heardMillis : Math.min(heardBefore, heardMillis));
    firstMillis = Math.min(firstMillis, update);
    if (heard.size() > KEPT_MAX) {
      remember(heard.pollFirstEntry().getKey(), heard.firstKey());
    }
  }

  void addAll(UpdateTimes others) {
    others.heard.forEach(this::add);
    others.gaps.forEach((day, gap) -> gaps.merge(day, gap, Math::max));
    firstMillis = Math.min(firstMillis, others.firstMillis);
  }

  /** Whether this would be an update that nobody has told of. */
  boolean isNews(long updateMillis) {
    return near(updateMillis) == null && !isBeforeAll(updateMillis);
  }

  boolean isEmpty() {
    return heard.isEmpty();
  }

  /** The update before that time; null for none. */
  @Nullable Long before(long millis) {
    return heard.lowerKey(millis);
  }

  /** The newest that was heard of by then; null for none. */
  @Nullable Long newestAt(long atMillis) {
    for (Map.Entry<Long, Long> update : heard.headMap(atMillis, true).descendingMap().entrySet()) {
      if (update.getValue() <= atMillis) {
        return update.getKey();
      }
    }
    return null;
  }

  /** All that were heard of by then, in order. */
  List<Long> until(long atMillis) {
    return heard.headMap(atMillis, true).entrySet().stream()
        .filter(update -> update.getValue() <= atMillis)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** When they were heard of, or took place where that was later. */
  List<Long> news() {
    return heard.entrySet().stream()
        .map(update -> Math.max(update.getKey(), update.getValue()))
        .toList();
  }

  UpdateRhythm rhythmAt(long atMillis) {
    UpdateRhythm rhythm = UpdateRhythm.of(until(atMillis));
    long longest = gaps.values().stream().mapToLong(Long::longValue).max().orElse(0);
    return rhythm.gaps() == 0 ? rhythm : rhythm.withGapOf(longest / 1_000.0);
  }

  /** The first that was ever told; {@link Long#MAX_VALUE} for none. */
  long firstMillis() {
    return firstMillis;
  }

  private boolean isBeforeAll(long millis) {
    return heard.size() >= KEPT_MAX && millis < heard.firstKey();
  }

  private void remember(long fromMillis, long toMillis) {
    gaps.merge(Math.floorDiv(toMillis, DAY_MILLIS), toMillis - fromMillis, Math::max);
    gaps.headMap(gaps.lastKey() - GAP_DAYS, true).clear();
  }

  private @Nullable Long near(long millis) {
    Long before = heard.floorKey(millis);
    if (before != null && millis - before < UpdateRhythm.SAME_UPDATE_MILLIS) {
      return before;
    }
    Long after = heard.ceilingKey(millis);
    return after != null && after - millis < UpdateRhythm.SAME_UPDATE_MILLIS ? after : null;
  }

  void encode(StateWriter out) {
    out.number(firstMillis).number(heard.size());
    heard.forEach((update, at) -> out.number(update).number(at - update));
    out.number(gaps.size());
    gaps.forEach((day, gap) -> out.number(day).number(gap));
  }

  static UpdateTimes decode(StateReader in) {
    UpdateTimes times = new UpdateTimes();
    times.firstMillis = in.number();
    for (int left = in.size(); left > 0; left--) {
      long update = in.number();
      times.heard.put(update, update + in.number());
    }
    for (int left = in.size(); left > 0; left--) {
      times.gaps.put(in.number(), in.number());
    }
    return times;
  }
}
