package dev.leeway.storage.schema;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How long each kind of data is kept, in whole days. Data leaves by whole parts, so it may stay up
 * to a day longer, and a month longer where it is cut by month (hours, findings, baselines).
 *
 * @param payload message and document text
 * @param spans spans, metric points, sightings of data sources, the ledger
 * @param runs runs, from their first span
 * @param minuteWindows one-minute windows, from their writing
 * @param hourWindows one-hour windows, from their writing, and baselines
 * @param findings findings, from their onset, and incidents
 * @param deadLetters what could not be decoded
 */
public record RetentionConfig(
    Duration payload,
    Duration spans,
    Duration runs,
    Duration minuteWindows,
    Duration hourWindows,
    Duration findings,
    Duration deadLetters) {

  private static final Duration MAX = Duration.ofDays(3_650);

  public RetentionConfig {
    Map<String, Duration> periods = new LinkedHashMap<>();
    periods.put("payload", payload);
    periods.put("spans", spans);
    periods.put("runs", runs);
    periods.put("minuteWindows", minuteWindows);
    periods.put("hourWindows", hourWindows);
    periods.put("findings", findings);
    periods.put("deadLetters", deadLetters);
    List<String> problems = new ArrayList<>();
    periods.forEach((name, period) -> {
      boolean wholeDays = period.equals(Duration.ofDays(period.toDays()));
      if (!wholeDays || !period.isPositive() || period.compareTo(MAX) > 0) {
        problems.add(
            "expected retention of %s in whole days, 1 to %d, came %s"
                .formatted(name, MAX.toDays(), period));
      }
    });
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }

  public static RetentionConfig defaults() {
    return new RetentionConfig(
        Duration.ofDays(7),
        Duration.ofDays(30),
        Duration.ofDays(90),
        Duration.ofDays(14),
        Duration.ofDays(400),
        Duration.ofDays(400),
        Duration.ofDays(7));
  }

  /** The placeholders of {@code R__retention.sql}. */
  Map<String, String> placeholders() {
    return Map.of(
        "payload.days", days(payload),
        "span.days", days(spans),
        "run.days", days(runs),
        "minute.window.days", days(minuteWindows),
        "hour.window.days", days(hourWindows),
        "finding.days", days(findings),
        "dead.letter.days", days(deadLetters));
  }

  private static String days(Duration period) {
    return Long.toString(period.toDays());
  }
}
