package dev.leeway.signals.fact;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads the dates of HTTP headers (RFC 9110, section 5.6.7, the form that may be sent). */
final class HttpDate {
  private static final int LENGTH_MAX = 32;

  private HttpDate() {}

  static Optional<Long> millisOf(String text) {
    if (text.length() > LENGTH_MAX) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from).toEpochMilli());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
