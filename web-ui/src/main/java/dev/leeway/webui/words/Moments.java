package dev.leeway.webui.words;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Instants as the reader's clock shows them. */
public record Moments(ZoneId zone) {
  private static final DateTimeFormatter TIME = pattern("HH:mm:ss");
  private static final DateTimeFormatter MINUTE = pattern("d MMM HH:mm");
  private static final DateTimeFormatter ROW = pattern("d MMM HH:mm:ss");
  private static final DateTimeFormatter SECOND = pattern("d MMM yyyy HH:mm:ss");

  public String time(Instant at) {
    return TIME.format(at.atZone(zone));
  }

  /** Day and minute: {@code 22 Nov 07:12}. */
  public String minute(Instant at) {
    return MINUTE.format(at.atZone(zone));
  }

  /** Day and second, for rows that stand close in time: {@code 22 Nov 07:12:31}. */
  public String row(Instant at) {
    return ROW.format(at.atZone(zone));
  }

  public String second(Instant at) {
    return SECOND.format(at.atZone(zone));
  }

  private static DateTimeFormatter pattern(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
  }
}
