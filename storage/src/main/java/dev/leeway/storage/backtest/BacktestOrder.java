package dev.leeway.storage.backtest;

import dev.leeway.signals.rules.RuleBook;
import dev.leeway.storage.query.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What is to be tested.
 *
 * @param agent the only one to look at; empty for all of the tenant
 * @param range whole minutes
 * @param otherWishes whether the table of other wishes for false pages is made
 */
public record BacktestOrder(
    String tenantId, String agent, TimeRange range, RuleBook rules, boolean otherWishes) {
  public static final int DAYS_MAX = 400;

  public BacktestOrder {
    if (tenantId.isEmpty()) {
      throw new IllegalArgumentException("expected a tenant, came none");
    }
    if (range.length().compareTo(Duration.ofMinutes(10)) < 0
        || range.length().compareTo(Duration.ofDays(DAYS_MAX)) > 0) {
      throw new IllegalArgumentException(
          "expected a range from 10 minutes to %d days, came %s"
              .formatted(DAYS_MAX, range.length()));
    }
    range =
        new TimeRange(
            range.from().truncatedTo(ChronoUnit.MINUTES),
            range.to().truncatedTo(ChronoUnit.MINUTES));
  }

  /** The last days before a time. */
  public static TimeRange days(double days, Instant before) {
    if (!(days > 0 && days <= DAYS_MAX)) {
      throw new IllegalArgumentException(
          "days: expected more than 0 and at most %d, came %s".formatted(DAYS_MAX, days));
    }
    return TimeRange.before(before, Duration.ofMillis((long) (days * 86_400_000)));
  }
}
