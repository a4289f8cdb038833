package dev.leeway.signals.drift;

import dev.leeway.signals.drift.baseline.Histogram;
import dev.leeway.signals.drift.baseline.Slots;
import dev.leeway.signals.drift.seasonal.SlotValue;
import dev.leeway.signals.window.Slice;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * Where the four-week rule stands on a signal of a whole agent, from its stored hours: what its
 * monitor would know that had just read them.
 *
 * @param days of the last 28 that have an hour with enough runs
 * @param hours scored so far, each against the same hour of four weeks; the newest 1,500 count
 * @param expected of the hour that is going on: the middle of the same hours of four weeks, as
 *     runs, share or mean; NaN while one of them was not seen
 * @param runs in the last 28 days
 */
public record FourWeeks(
    int days, int hours, double expected, long fromMillis, long toMillis, long runs) {
  public static final int DAYS = 28;

  /** Scored hours before any is judged: a week of them, be it many weeks of office hours. */
  public static final int HOURS_NEEDED = SeasonMonitor.PAST_MIN;

  /** The signal that the number of runs is judged under. */
  public static final String RUNS = SeasonQuantity.RUNS;

  private static final long DAY = Duration.ofDays(1).toMillis();

  /** Whether hours are judged. */
  public boolean judging() {
    return hours >= HOURS_NEEDED;
  }

  /** The signal whose hours tell of another one: outcomes count the runs. */
  public static String sourceOf(String signal) {
    return AgentSeasons.sourceOf(signal);
  }

  /**
   * Of hours up to now.
   *
   * @param hours counts by the start of their hour, of {@link #sourceOf} the signal; zeros are good
   *     of a rate
   * @return empty for what the rule doesn't look at
   */
  public static Optional<FourWeeks> of(
      Slice slice,
      String signal,
      Watches watches,
      SortedMap<Long, Histogram> hours,
      long nowMillis) {
    return slice.wholeAgent()
        ? watches
            .of(sourceOf(signal))
            .map(watch -> SeasonQuantity.of(new SeriesKey(slice, signal), watch))
            .map(quantity -> of(quantity, hours, Slots.hourOf(nowMillis)))
        : Optional.empty();
  }

  private static FourWeeks of(
      SeasonQuantity quantity, SortedMap<Long, Histogram> hours, long nowHour) {
    Season season = new Season();
    long from = nowHour - DAYS * DAY;
    TreeSet<Long> days = new TreeSet<>();
    long runs = 0;
    for (Map.Entry<Long, Histogram> hour : hours.headMap(nowHour).entrySet()) {
      SlotValue value = quantity.valueOf(hour.getValue());
      season.take(hour.getKey(), value);
      if (hour.getKey() >= from && !Double.isNaN(value.value())) {
        days.add((hour.getKey() - from) / DAY);
        runs += hour.getValue().count();
      }
    }
    season.missUntil(nowHour);
    return new FourWeeks(
        days.size(), season.rule.past(), season.rule.expected(), from, nowHour, runs);
  }
}
