package dev.leeway.signals.source;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads the times that senders write: RFC 3339, its usual variations, or a number since the epoch
 * in seconds, milliseconds, microseconds or nanoseconds, told apart by its size.
 *
 * <p>Epoch numbers mean what puts them between 1973-03-03 and 5138-11-16; each unit's range starts
 * where the one before ends, so no number has two meanings, and small ones have none.
 */
public final class SourceTime {
  /** 1973-03-03T09:46:40Z in every unit: 10^8 s, 10^11 ms, 10^14 µs, 10^17 ns. */
  private static final long SECONDS_MIN = 100_000_000L;

  private static final long MILLIS_MIN = SECONDS_MIN * 1_000;
  private static final long MICROS_MIN = MILLIS_MIN * 1_000;
  private static final long NANOS_MIN = MICROS_MIN * 1_000;

  /** What ClickHouse's DateTime64 holds: 1900 to 2299. */
  private static final long EARLIEST_MILLIS = -2_208_988_800_000L;

  private static final long LATEST_MILLIS = 10_413_791_999_999L;
  private static final int TEXT_LENGTH_MAX = 64;
  private static final int DATE_LENGTH = 10;

  private static final DateTimeFormatter DATE_TIME =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("[XXX][XX][X]")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private SourceTime() {}

  /** Epoch milliseconds of a text; null when it is none of the forms, or out of range. */
  public static @Nullable Long millisOf(String text) {
    String stripped = unquoted(text.strip());
    if (stripped.isEmpty() || stripped.length() > TEXT_LENGTH_MAX) {
      return null;
    }
    if (isNumber(stripped)) {
      return millisOf(Double.parseDouble(stripped), stripped);
    }
    try {
      return inRange(instantOf(normalised(stripped)).toEpochMilli());
    } catch (DateTimeException | ArithmeticException e) {
      return null;
    }
  }

  /** Epoch milliseconds of a number; null when it is too small, negative or not finite. */
  public static @Nullable Long millisOf(double epoch) {
    if (!(epoch >= SECONDS_MIN && epoch <= Long.MAX_VALUE)) {
      return null;
    }
    if (epoch < MILLIS_MIN) {
      return inRange(Math.round(epoch * 1_000));
    }
    if (epoch < MICROS_MIN) {
      return inRange(Math.round(epoch));
    }
    return inRange(Math.round(epoch < NANOS_MIN ? epoch / 1_000 : epoch / 1_000_000));
  }

  /** A double loses digits of a nanosecond number, which may turn a millisecond over. */
  private static @Nullable Long millisOf(double approximate, String digits) {
    if (!(approximate >= MICROS_MIN && approximate <= Long.MAX_VALUE)) {
      return millisOf(approximate);
    }
    long whole = new BigDecimal(digits).min(BigDecimal.valueOf(Long.MAX_VALUE)).longValue();
    return inRange(whole < NANOS_MIN ? whole / 1_000 : whole / 1_000_000);
  }

  private static Instant instantOf(String text) {
    if (text.length() == DATE_LENGTH) {
      return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
    }
    TemporalAccessor parsed = DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
    return parsed instanceof LocalDateTime local
        ? local.toInstant(ZoneOffset.UTC)
        : Instant.from(parsed);
  }

  /**
   * A blank for the T or before the offset, UTC for Z, and the two offsets that dbt has written.
   */
  private static String normalised(String text) {
    if (text.length() <= DATE_LENGTH || text.charAt(DATE_LENGTH) != ' ') {
      return trimmed(text);
    }
    return text.substring(0, DATE_LENGTH) + 'T' + trimmed(text.substring(DATE_LENGTH + 1));
  }

  private static String trimmed(String time) {
    return time.replace(" ", "")
        .replaceFirst("(UTC|GMT)$", "Z")
        .replaceFirst("([+-]\\d{2}:\\d{2})Z$", "$1");
  }

  private static @Nullable Long inRange(long millis) {
    return millis >= EARLIEST_MILLIS && millis <= LATEST_MILLIS ? millis : null;
  }

  private static boolean isNumber(String text) {
    return text.matches("\\d{1,20}(\\.\\d{0,20})?([eE][+]?\\d{1,2})?");
  }

  private static String unquoted(String text) {
    boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
    return quoted ? text.substring(1, text.length() - 1).strip() : text;
  }
}
