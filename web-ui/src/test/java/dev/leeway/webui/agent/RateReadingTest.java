package dev.leeway.webui.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.condition.rate.Period;
import dev.leeway.signals.condition.rate.RateLimit;
import dev.leeway.signals.window.Distribution;
import dev.leeway.signals.window.NamePattern;
import dev.leeway.signals.window.Rate;
import dev.leeway.storage.query.SignalValues;
import dev.leeway.storage.query.TimeRange;
import dev.leeway.storage.query.WindowPoint;
import dev.leeway.storage.query.WindowStep;
import dev.leeway.webui.range.RatePerMinute;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class RateReadingTest {
  private static final Instant FROM = Instant.parse("2026-03-10T00:00:00Z");
  private static final TimeRange HOUR = new TimeRange(FROM, FROM.plus(Duration.ofHours(1)));

  @Test
  void runsAreCountedAndTokensAndCostAddedUpOverTheWholeRange() {
    List<WindowPoint> points =
        List.of(
            new WindowPoint(FROM, values(60, 90)),
            new WindowPoint(FROM.plusSeconds(600), values(60, 30)));
    assertThat(RateReading.of(perMinute(Rate.RUNS), points, values(30, 9), List.of()))
        .extracting(RateReading::now, RateReading::before)
        .containsExactly(2.0, 0.5);
    assertThat(RateReading.of(perMinute(Rate.COST), points, values(30, 9), List.of()))
        .extracting(RateReading::now, RateReading::before)
        .containsExactly(2.0, 0.15);
  }

  @Test
  void nothingCountedIsNotZero() {
    assertThat(RateReading.of(perMinute(Rate.RUNS), List.of(), SignalValues.EMPTY, List.of()).now())
        .isNaN();
  }

  @Test
  void onlyLimitsOfTheRateAreShown() {
    RateLimit dollars =
        new RateLimit(NamePattern.ANY, NamePattern.ANY, Rate.COST, "", 200, Period.DAY);
    RateLimit tokens =
        new RateLimit(NamePattern.ANY, NamePattern.ANY, Rate.TOKENS, "model", 5e4, Period.MINUTE);
    RateReading reading =
        RateReading.of(
            perMinute(Rate.COST), List.of(), SignalValues.EMPTY, List.of(dollars, tokens));
    assertThat(reading.limits()).extracting(RateLimit::words).containsExactly("at most $200 a day");
    assertThat(tokens.words()).isEqualTo("at most 50,000 tokens a minute, each model");
  }

  private static RatePerMinute perMinute(Rate rate) {
    return new RatePerMinute(rate, HOUR, new WindowStep(60, 600), HOUR.to());
  }

  private static SignalValues values(long count, double sum) {
    return new SignalValues(count, sum, Distribution.EMPTY, new TreeMap<>(), 0);
  }
}
