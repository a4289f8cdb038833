package dev.leeway.standalone.detection;

import dev.leeway.signals.drift.seasonal.ConformalVerdict;
import dev.leeway.signals.drift.seasonal.FourWeekRule;
import dev.leeway.signals.drift.seasonal.SlotValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The four-week rule over a series of counts: each slot at which it alarms. */
final class SeasonalAlarms {
  private static final long WEEK = 7 * 86_400_000L;
  private static final long DAY = 86_400_000L;
  private static final double ADDED = 1;

  /** A gap of years in a recording must not be walked through slot by slot. */
  private static final long SLOTS_MAX = 10_000_000;

  private SeasonalAlarms() {}

  /** None for what is no count: values below zero, or slots that make no week. */
  static List<Integer> of(NabSeries series) {
    long slots = WEEK / series.intervalMillis();
    if (slots < 1 || slots > 10_080 || series.values().anyMatch(x -> x < 0)) {
      return List.of();
    }
    FourWeekRule rule = new FourWeekRule((int) slots);
    List<Integer> alarms = new ArrayList<>();
    long next = 0;
    for (int at = 0; at < series.length(); at++) {
      long slot = (series.millis(at) - series.millis(0)) / series.intervalMillis();
      for (; next < slot && next < SLOTS_MAX; next++) {
        rule.step(SlotValue.unseen());
      }
      if (slot == next) {
        next++;
        Optional<ConformalVerdict> verdict =
            rule.step(new SlotValue.Plain(series.value(at), ADDED));
        if (verdict.filter(judged -> judged.p() <= FourWeekRule.LEVEL).isPresent()) {
          alarms.add(at);
        }
      }
    }
    return alarms;
  }

  /** The first alarm of each episode: alarms with less than a day from one to the next. */
  static List<Integer> episodes(NabSeries series, List<Integer> alarms) {
    List<Integer> first = new ArrayList<>();
    long last = Long.MIN_VALUE / 2;
    for (int alarm : alarms) {
      long at = series.millis(alarm);
      if (at - last > DAY) {
        first.add(alarm);
      }
      last = at;
    }
    return first;
  }
}
