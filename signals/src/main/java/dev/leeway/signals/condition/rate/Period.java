package dev.leeway.signals.condition.rate;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/** The time that a limit holds for; all but the minute by the calendar, in UTC. */
public enum Period {
  /** Any minute, by the mean of five. */
  MINUTE(ChronoUnit.MINUTES, "the minute", "a minute"),
  HOUR(ChronoUnit.HOURS, "the hour", "an hour"),
  DAY(ChronoUnit.DAYS, "the day", "a day"),
  MONTH(ChronoUnit.MONTHS, "the month", "a month");

  private final ChronoUnit unit;
  private final String words;
  private final String each;

  Period(ChronoUnit unit, String words, String each) {
    this.unit = unit;
    this.words = words;
    this.each = each;
  }

  /** When the period began that holds just before a time. */
  long startOf(long endMillis) {
    ZonedDateTime last = Instant.ofEpochMilli(endMillis - 1).atZone(ZoneOffset.UTC);
    ZonedDateTime start =
        this == MONTH
            ? last.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1)
            : last.truncatedTo(unit);
    return start.toInstant().toEpochMilli();
  }

  /** When a period ends that began at that time. */
  long endOf(long startMillis) {
    return Instant.ofEpochMilli(startMillis)
        .atZone(ZoneOffset.UTC)
        .plus(1, unit)
        .toInstant()
        .toEpochMilli();
  }

  String each() {
    return each;
  }

  String words() {
    return words;
  }
}
