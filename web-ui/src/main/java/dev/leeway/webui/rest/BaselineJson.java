package dev.leeway.webui.rest;

import dev.leeway.signals.drift.FourWeeks;
import dev.leeway.storage.query.KeptBaseline;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A baseline as the API gives it; quantiles are null for rates.
 *
 * @param state of the four-week rule: {@code learning} or {@code stable}; null for the others
 * @param days of the last {@code daysNeeded} that have an hour with enough runs
 * @param hours that it has scored of the {@code hoursNeeded} before it judges
 * @param expected what it expects of the hour that is going on; null while that is not known
 */
record BaselineJson(
    String baselineId,
    String slot,
    Instant from,
    Instant to,
    Instant computedAt,
    long runs,
    @Nullable Double p50,
    @Nullable Double p90,
    @Nullable Double badShare,
    @Nullable String state,
    @Nullable Integer days,
    @Nullable Integer daysNeeded,
    @Nullable Integer hours,
    @Nullable Integer hoursNeeded,
    @Nullable Double expected) {
  private static final String FOUR_WEEKS = "FOUR_WEEKS";

  static BaselineJson of(FourWeeks weeks) {
    Instant to = Instant.ofEpochMilli(weeks.toMillis());
    return new BaselineJson(
        "",
        FOUR_WEEKS,
        Instant.ofEpochMilli(weeks.fromMillis()),
        to,
        to,
        weeks.runs(),
        null,
        null,
        null,
        weeks.judging() ? "stable" : "learning",
        weeks.days(),
        FourWeeks.DAYS,
        weeks.hours(),
        FourWeeks.HOURS_NEEDED,
        Double.isFinite(weeks.expected()) ? weeks.expected() : null);
  }

  static BaselineJson of(KeptBaseline kept, boolean rate) {
    long runs = kept.distribution().count();
    return new BaselineJson(
        kept.baselineId(),
        kept.slot(),
        kept.from(),
        kept.to(),
        kept.computedAt(),
        runs,
        rate || runs == 0 ? null : kept.distribution().quantile(0.5),
        rate || runs == 0 ? null : kept.distribution().quantile(0.9),
        rate && runs > 0 ? (double) (runs - kept.distribution().zeros()) / runs : null,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
