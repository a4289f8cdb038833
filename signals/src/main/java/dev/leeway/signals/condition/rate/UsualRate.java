package dev.leeway.signals.condition.rate;

import dev.leeway.signals.condition.Minute;
import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What amount per minute is usual for an agent at a time of day, learned, and whether the last
 * minutes left it.
 *
 * <p>Usual is, at the top, the busiest five minutes of the same hour and the two beside it a day
 * and a week ago, and on all days that are known in the first week and where these two had nothing,
 * as on the Monday after a Monday off; never less than the overall mean. At the bottom it is the
 * quietest five minutes of these. So neither a rhythm that shifts by an hour nor bursts that come
 * every day are news. A minute's amount scatters about its mean m with a variance of {@code phi m}:
 * {@code phi = sum (x_t - x_(t-1))² / sum (x_t + x_(t-1))}, whose expectation is 1 for a Poisson
 * process and the ratio of the second moment to the first where each run brings an amount of its
 * own; slow changes of the level don't count (von Neumann, "Distribution of the ratio of the mean
 * square successive difference to the variance", 1941). The chance of an amount S in some minutes
 * that let expect e is at most {@code exp(-(S log(S / e) - S + e) / phi)}, the Chernoff bound of a
 * Poisson count in units of phi.
 *
 * <p>What single runs bring is no smooth flow: phi is at least the most that one of them brought in
 * the minutes that are judged, for which the same bound holds of sums of amounts up to that most
 * (Bennett, "Probability inequalities for the sum of independent random variables", 1962). So one
 * dear run is no surge.
 *
 * <p>Minutes without a run count as zero in a pause of up to {@value #PAUSE_MINUTES} minutes; after
 * a longer one the last minutes are seen anew, since nobody knows whether nothing was to be done.
 * At most 192 hours and 60 minutes, some 3 KB. Not thread-safe.
 */
final class UsualRate {
  static final int HOURS_KEPT = 8 * 24;
  static final int PAUSE_MINUTES = 5;

  /** One in a million minutes. */
  static final double ALPHA = 1e-6;

  private static final List<Integer> SPANS_MINUTES = List.of(5, 15, 60);
  private static final double LOG_CHANCE_MIN = -1e6;
  private static final double LOG_LEVEL = Math.log(ALPHA / SPANS_MINUTES.size());
  private static final long HOUR = 60 * Minute.MILLIS;
  private static final int DAY_HOURS = 24;
  private static final int WEEK_DAYS = 7;
  private static final int PANE_MINUTES = 5;
  private static final long PANE = PANE_MINUTES * Minute.MILLIS;
  private static final int PANES_OF_HOUR = 12;
  private static final double FADE_MINUTES = 1_440;

  /** So many times what is expected may one step add: a surge is no scatter. */
  private static final double STEP_MAX = 25;

  private static final int VERSION = 2;

  private final TreeMap<Long, Hour> hours = new TreeMap<>();
  private final TreeMap<Long, Double> minutes = new TreeMap<>();

  /** The most that one run brought in a minute of these; unknown of what version 1 wrote. */
  private final TreeMap<Long, Double> heaviest = new TreeMap<>();

  private long firstMinute;
  private long paneStart;
  private double pane;
  private double squares;
  private double sums;

  /**
   * An hour.
   *
   * @param panes of five minutes in which there was something
   */
  private record Hour(double sum, double busiest, double quietest, int panes) {
    Hour plus(double pane) {
      return new Hour(
          sum + pane,
          Math.max(busiest, pane),
          panes == 0 ? pane : Math.min(quietest, pane),
          panes + 1);
    }

    /** Zero where there was nothing for five minutes. */
    double least() {
      return panes < PANES_OF_HOUR ? 0 : quietest;
    }
  }

  /**
   * Takes in a minute, later than all before.
   *
   * @param most that one of its runs brought
   */
  void add(long minuteStart, double amount, double most) {
    if (hours.isEmpty() && minutes.isEmpty()) {
      firstMinute = minuteStart;
      paneStart = paneOf(minuteStart);
    }
    if (!minutes.isEmpty()) {
      scatter(minuteStart, amount);
    }
    minutes.put(minuteStart, amount);
    heaviest.put(minuteStart, most);
    long oldest = minuteStart - (SPANS_MINUTES.getLast() - 1) * Minute.MILLIS;
    minutes.headMap(oldest, false).clear();
    heaviest.headMap(oldest, false).clear();
    if (paneOf(minuteStart) != paneStart) {
      hours.merge(
          hourOf(paneStart), new Hour(0, 0, 0, 0).plus(pane), (old, fresh) -> old.plus(fresh.sum));
      hours.headMap(hourOf(minuteStart) - HOURS_KEPT, false).clear();
      paneStart = paneOf(minuteStart);
      pane = 0;
    }
    pane += amount;
  }

  private void scatter(long minuteStart, double amount) {
    long pause = (minuteStart - minutes.lastKey()) / Minute.MILLIS - 1;
    if (pause >= PAUSE_MINUTES) {
      minutes.clear();
      heaviest.clear();
      return;
    }
    double last = minutes.lastEntry().getValue();
    if (pause > 0) {
      step(last, 0);
      last = 0;
    }
    step(last, amount);
  }

  private void step(double one, double other) {
    double sum = one + other;
    double square = (one - other) * (one - other);
    double most = sums > 0 ? STEP_MAX * sum * squares / sums : square;
    double fade = 1 - 1 / FADE_MINUTES;
    squares = squares * fade + (most > 0 ? Math.min(square, most) : square);
    sums = sums * fade + sum;
  }

  /** Whether the last minutes left what is usual; empty before a day and an hour were seen. */
  Optional<Shift> shift(double surge, double slump) {
    long now = minutes.lastKey();
    if (now - firstMinute < (DAY_HOURS + 1) * HOUR) {
      return Optional.empty();
    }
    double scatter = sums > 0 ? squares / sums : 0;
    double most = busiest(now);
    double least = quietest(now);
    long seen = (now - minutes.firstKey()) / Minute.MILLIS + 1;
    for (int span : SPANS_MINUTES) {
      if (span > seen) {
        break;
      }
      double phi = Math.max(scatter, heaviest(span));
      double rate = over(span) / span;
      double usual = rate > most ? most : least;
      boolean beyond = rate > most ? rate >= surge * most : rate <= slump * least;
      // Amounts that never scattered at all have no chance to: it is told as a number all the same.
      double chance = Math.max(LOG_CHANCE_MIN, logChance(rate * span, usual * span) / phi);
      if (beyond && usual > 0 && chance <= LOG_LEVEL) {
        return Optional.of(new Shift(span, rate, usual, phi, chance));
      }
    }
    return Optional.empty();
  }

  private double over(int span) {
    long from = minutes.lastKey() - (span - 1) * Minute.MILLIS;
    return minutes.tailMap(from, true).values().stream().mapToDouble(Double::doubleValue).sum();
  }

  private double heaviest(int span) {
    long from = minutes.lastKey() - (span - 1) * Minute.MILLIS;
    return heaviest.tailMap(from, true).values().stream()
        .mapToDouble(Double::doubleValue)
        .max()
        .orElse(0);
  }

  private static double logChance(double amount, double expected) {
    return amount == 0 ? -expected : -(amount * Math.log(amount / expected) - amount + expected);
  }

  private double busiest(long at) {
    double most =
        around(at)
            .mapToObj(hours::get)
            .mapToDouble(hour -> hour == null ? 0 : hour.busiest)
            .max()
            .orElse(0);
    return Math.max(most / PANE_MINUTES, mean(at));
  }

  private double quietest(long at) {
    return around(at)
            .mapToObj(hours::get)
            .mapToDouble(hour -> hour == null ? 0 : hour.least())
            .min()
            .orElse(0)
        / PANE_MINUTES;
  }

  /** The same hour and those beside it, on the days that tell what is usual. */
  private LongStream around(long at) {
    long hour = hourOf(at);
    long first = hourOf(firstMinute);
    boolean week = first < hour - WEEK_DAYS * DAY_HOURS;
    List<Long> asked = around(hour, first, IntStream.of(1, WEEK_DAYS));
    // The Monday after a Monday off: neither yesterday nor a week ago says what is usual.
    return week && asked.stream().anyMatch(hours::containsKey)
        ? asked.stream().mapToLong(Long::longValue)
        : around(hour, first, IntStream.rangeClosed(1, WEEK_DAYS)).stream()
            .mapToLong(Long::longValue);
  }

  private static List<Long> around(long hour, long first, IntStream days) {
    return days.mapToLong(day -> hour - (long) day * DAY_HOURS)
        .filter(then -> first < then)
        .flatMap(then -> LongStream.of(then - 1, then, then + 1))
        .boxed()
        .toList();
  }

  private double mean(long at) {
    double sum = hours.values().stream().mapToDouble(Hour::sum).sum();
    long known = Math.min(HOURS_KEPT, hourOf(at) - hourOf(firstMinute));
    return sum / (known * 60.0);
  }

  private static long hourOf(long millis) {
    return Math.floorDiv(millis, HOUR);
  }

  private static long paneOf(long millis) {
    return Math.floorDiv(millis, PANE) * PANE;
  }

  byte[] encode() {
    StateWriter writer = new StateWriter(VERSION).number(firstMinute).number(paneStart);
    writer.real(pane).real(squares).real(sums).number(hours.size());
    long last = 0;
    for (var entry : hours.entrySet()) {
      Hour hour = entry.getValue();
      writer.number(entry.getKey() - last).single((float) hour.sum);
      writer.single((float) hour.busiest).single((float) hour.quietest).number(hour.panes);
      last = entry.getKey();
    }
    writer.number(minutes.size());
    last = 0;
    for (var entry : minutes.entrySet()) {
      writer.number(entry.getKey() / Minute.MILLIS - last).real(entry.getValue());
      writer.single(heaviest.getOrDefault(entry.getKey(), 0.0).floatValue());
      last = entry.getKey() / Minute.MILLIS;
    }
    return writer.bytes();
  }

  static UsualRate decode(byte @Nullable [] bytes) {
    UsualRate usual = new UsualRate();
    if (bytes != null) {
      StateReader reader = new StateReader(bytes, VERSION);
      usual.firstMinute = reader.number();
      usual.paneStart = reader.number();
      usual.pane = reader.real();
      usual.squares = reader.real();
      usual.sums = reader.real();
      long at = 0;
      for (int left = reader.size(); left > 0; left--) {
        at += reader.number();
        usual.hours.put(
            at, new Hour(reader.single(), reader.single(), reader.single(), (int) reader.number()));
      }
      at = 0;
      for (int left = reader.size(); left > 0; left--) {
        at += reader.number();
        usual.minutes.put(at * Minute.MILLIS, reader.real());
        if (reader.version() >= 2) {
          usual.heaviest.put(at * Minute.MILLIS, (double) reader.single());
        }
      }
    }
    return usual;
  }
}
