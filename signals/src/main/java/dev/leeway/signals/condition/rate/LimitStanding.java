package dev.leeway.signals.condition.rate;

import dev.leeway.signals.condition.Minute;
import dev.leeway.signals.condition.forecast.Trend;
import dev.leeway.signals.condition.serving.Outlook;
import dev.leeway.signals.drift.Numbers;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Where a declared limit stands at the end of a minute.
 *
 * <p>A limit of a minute is exceeded when the mean of five is, and will be by the {@link Outlook}
 * of half an hour. All others are an amount of the calendar's hour, day or month: {@code burn =
 * (used in a window / its length) / (limit / length of the period)}, and the {@link Trend} of what
 * was used says when all will be: of an hour over half an hour, of a day over that and four hours,
 * of a month over four hours and seven days, whichever is sooner. Nothing is foretold for longer
 * than was seen, but of a month by half a week or more, which holds its rhythm. A burn is told only
 * where two more hours of it would use up the rest: a batch that ends in time may go as fast as it
 * likes.
 */
final class LimitStanding {
  /** A quarter of a day's, or a fiftieth of a month's amount within an hour. */
  private static final Map<Period, Double> BURN_LIMITS =
      Map.of(Period.DAY, 6.0, Period.MONTH, 14.4);

  private static final double HOUR_MINUTES = 60;
  private static final double FIVE_MINUTES = 5;
  private static final double BURN_AHEAD_MINUTES = 120;
  private static final double WEEK_MINUTES = 7 * 24 * 60;
  private static final int MINUTES_AHEAD = 30;
  private static final double LEVEL_MIN = 0.5;

  private final RateLimit limit;
  private final Use use;
  private final long atMillis;
  private final long startMillis;
  private final long endMillis;

  LimitStanding(RateLimit limit, Use use, long atMillis) {
    this.limit = limit;
    this.use = use;
    this.atMillis = atMillis;
    this.startMillis = limit.per().startOf(atMillis);
    this.endMillis = limit.per().endOf(startMillis);
  }

  /**
   * Something to be told.
   *
   * @param effect grows as it gets worse
   */
  record Told(double effect, String text, Map<String, Double> evidence) {}

  long endMillis() {
    return endMillis;
  }

  /** How much of the limit is used; of a minute's, what the last five used on average. */
  double used() {
    return limit.per() == Period.MINUTE
        ? use.ofFiveMinutes(atMillis) / FIVE_MINUTES
        : use.since(startMillis);
  }

  /** Nothing is left until the period ends. */
  Optional<Told> usedUp() {
    if (limit.per() == Period.MINUTE || used() < limit.atMost()) {
      return Optional.empty();
    }
    return Optional.of(
        told(
            used() / limit.atMost(),
            "%s of %s's %s are used, %s before it ends"
                .formatted(
                    amount(used()),
                    limit.per().words(),
                    amount(limit.atMost()),
                    RateText.minutes(minutesLeft())),
            Map.of()));
  }

  /** More goes than may: above a minute's limit, or many times as fast as a period's may. */
  Optional<Told> tooFast() {
    if (limit.per() == Period.MINUTE) {
      double times = used() / limit.atMost();
      return times < 1
          ? Optional.empty()
          : Optional.of(
              told(
                  times,
                  "%s a minute over 5 min, of at most %s (%s)"
                      .formatted(amount(used()), amount(limit.atMost()), Numbers.ratio(times)),
                  Map.of()));
    }
    Double most = BURN_LIMITS.get(limit.per());
    double burnLong = burn(use.ofHour(atMillis), HOUR_MINUTES);
    double burnShort = burn(use.ofFiveMinutes(atMillis), FIVE_MINUTES);
    double ahead = Math.min(BURN_AHEAD_MINUTES, minutesLeft());
    double then = used() + use.ofHour(atMillis) / HOUR_MINUTES * ahead;
    if (most == null || burnLong < most || burnShort < most || then <= limit.atMost()) {
      return Optional.empty();
    }
    return Optional.of(
        told(
            burnLong,
            "%s in an hour, %s in 5 min: %s's %s burn %s as fast as they may; %s are used"
                .formatted(
                    amount(use.ofHour(atMillis)),
                    amount(use.ofFiveMinutes(atMillis)),
                    limit.per().words(),
                    amount(limit.atMost()),
                    Numbers.ratio(burnLong),
                    amount(used())),
            Map.of("burn_long", burnLong, "burn_short", burnShort, "burn_limit", most)));
  }

  /** At the present trend the limit is reached soon. */
  Optional<Told> running() {
    return limit.per() == Period.MINUTE ? rising() : runningOut();
  }

  private Optional<Told> rising() {
    List<Trend.Point> shares =
        use.byMinute(atMillis).stream()
            .map(point -> new Trend.Point(point.atMillis(), point.value() / limit.atMost()))
            .toList();
    if (Outlook.of(shares) instanceof Outlook.Filling filling
        && filling.used() >= LEVEL_MIN
        && filling.used() < 1
        && filling.within(MINUTES_AHEAD)) {
      return Optional.of(
          told(
              MINUTES_AHEAD / Math.max(0.5, filling.minutes()),
              "%s a minute, and %s more each minute: at most %s in %s min (%s to %s; by the last %d minutes)"
                  .formatted(
                      amount(filling.used() * limit.atMost()),
                      amount(filling.perMinute() * limit.atMost()),
                      amount(limit.atMost()),
                      Numbers.plain(filling.minutes()),
                      Numbers.plain(filling.soonest()),
                      Numbers.plain(filling.latest()),
                      filling.seen()),
              Map.of("minutes_to_limit", filling.minutes())));
    }
    return Optional.empty();
  }

  private Optional<Told> runningOut() {
    Stream<List<Trend.Point>> risen =
        switch (limit.per()) {
          case MINUTE, HOUR -> Stream.of(use.risenInHalfAnHour(atMillis));
          case DAY -> Stream.of(use.risenInHalfAnHour(atMillis), use.risenInFourHours(atMillis));
          case MONTH -> Stream.of(use.risenInFourHours(atMillis), use.risenInSevenDays(atMillis));
        };
    return risen
        .filter(points -> points.size() >= Trend.POINTS_MIN)
        .flatMap(points -> runningOut(points).stream())
        .max(Comparator.comparingDouble(Told::effect));
  }

  private Optional<Told> runningOut(List<Trend.Point> risen) {
    double left = limit.atMost() - used();
    double pace = Trend.of(risen).slopePerMinute();
    double minutes = left / pace;
    double seen = (double) (atMillis - risen.getFirst().atMillis()) / Minute.MILLIS;
    boolean rhythmSeen = limit.per() == Period.MONTH && seen > WEEK_MINUTES / 2;
    double ahead = rhythmSeen ? minutesLeft() : Math.min(seen, minutesLeft());
    // Written so that a pace of zero, which never gets there, is no forecast.
    if (!(left > 0 && pace > 0 && minutes < ahead)) {
      return Optional.empty();
    }
    return Optional.of(
        told(
            minutesLeft() / Math.max(1, minutes),
            "%s of %s's %s are used and %s go a minute (by the trend of %s): all used up in %s, %s before %s ends"
                .formatted(
                    amount(used()),
                    limit.per().words(),
                    amount(limit.atMost()),
                    amount(pace),
                    RateText.minutes(seen),
                    RateText.minutes(minutes),
                    RateText.minutes(minutesLeft() - minutes),
                    limit.per().words()),
            Map.of("minutes_to_limit", minutes, "pace_per_minute", pace)));
  }

  private double minutesLeft() {
    return (double) (endMillis - atMillis) / Minute.MILLIS;
  }

  private double burn(double amount, double minutes) {
    double periodMinutes = (double) (endMillis - startMillis) / Minute.MILLIS;
    return amount / limit.atMost() * periodMinutes / minutes;
  }

  private Told told(double effect, String text, Map<String, Double> more) {
    Map<String, Double> evidence = new TreeMap<>(more);
    evidence.put("used", used());
    evidence.put("limit", limit.atMost());
    evidence.put("minutes_left", minutesLeft());
    return new Told(effect, text + sinceWhen(), Map.copyOf(evidence));
  }

  /** Of an agent or a limit that is new in the period, nothing before is known. */
  private String sinceWhen() {
    long counted = use.countedSince().orElse(startMillis);
    return counted > startMillis && limit.per() != Period.MINUTE
        ? "; counted since " + RateText.time(counted)
        : "";
  }

  private String amount(double amount) {
    return RateText.amount(limit.rate(), amount);
  }
}
