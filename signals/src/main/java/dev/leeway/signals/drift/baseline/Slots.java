package dev.leeway.signals.drift.baseline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the seasonal baselines P, Y and W of the gate in a history: the slot before the onset, and
 * the same slot a day and a week ago, all of them before the onset.
 *
 * <p>A slot is one hour; where that holds too few clean runs, six hours; and then 24. The slots of
 * a day and a week ago surround the hour that is judged. A slot that has too few runs at every
 * length is not available.
 */
public final class Slots {
  private static final long HOUR = SeriesHistory.HOUR;
  private static final int[] LENGTHS_HOURS = {1, 6, 24};

  private Slots() {}

  /**
   * The available baselines, in the order P, Y, W.
   *
   * @param onsetMillis baselines end at or before the hour of it
   * @param atMillis time within the hour that is judged
   */
  public static List<SlotCounts> before(
      SeriesHistory history, long onsetMillis, long atMillis, int runsMin) {
    long onsetHour = hourOf(onsetMillis);
    long atHour = hourOf(atMillis);
    List<SlotCounts> slots = new ArrayList<>(3);
    previous(history, onsetHour, runsMin).ifPresent(slots::add);
    ago(history, BaselineSlot.YESTERDAY, 24, onsetHour, atHour, runsMin).ifPresent(slots::add);
    ago(history, BaselineSlot.LAST_WEEK, 168, onsetHour, atHour, runsMin).ifPresent(slots::add);
    return slots;
  }

  /** The shortest slot that ends with an hour and holds enough runs. */
  public static Optional<SlotCounts> endingAt(SeriesHistory history, long endMillis, int runsMin) {
    return previous(history, endMillis, runsMin);
  }

  public static long hourOf(long millis) {
    return Math.floorDiv(millis, HOUR) * HOUR;
  }

  private static Optional<SlotCounts> previous(SeriesHistory history, long end, int runsMin) {
    for (int hours : LENGTHS_HOURS) {
      SlotCounts slot = slot(history, BaselineSlot.PREVIOUS, end - hours * HOUR, end);
      if (slot.counts().count() >= runsMin) {
        return Optional.of(slot);
      }
    }
    return Optional.empty();
  }

  private static Optional<SlotCounts> ago(
      SeriesHistory history,
      BaselineSlot name,
      int hoursAgo,
      long onsetHour,
      long atHour,
      int runsMin) {
    for (int hours : LENGTHS_HOURS) {
      long from = atHour - hoursAgo * HOUR - hours / 2 * HOUR;
      long to = from + hours * HOUR;
      if (to > onsetHour) {
        return Optional.empty();
      }
      SlotCounts slot = slot(history, name, from, to);
      if (slot.counts().count() >= runsMin) {
        return Optional.of(slot);
      }
    }
    return Optional.empty();
  }

  private static SlotCounts slot(SeriesHistory history, BaselineSlot name, long from, long to) {
    return new SlotCounts(name, from, to, history.clean(from, to));
  }
}
