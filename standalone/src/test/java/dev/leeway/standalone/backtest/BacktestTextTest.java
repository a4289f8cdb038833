package dev.leeway.standalone.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.backtest.BacktestReport;
import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.finding.FindingState;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.window.Slice;
import dev.leeway.storage.query.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BacktestTextTest {
  private static final Instant TO = Instant.parse("2026-11-22T12:00:00Z");
  private static final TimeRange ASKED = TimeRange.before(TO, Duration.ofDays(28));

  @Test
  void theWholeReportReadsLikeThis() {
    assertThat(BacktestText.of(report(14, List.of(drift())), ASKED).lines())
        .containsExactly(
            "tested 14.0 days: 2026-11-08T12:00:00Z to 2026-11-22T12:00:00Z, tenant acme; 3 agents,"
                + " 123,456 windows",
            "learnt from 8.0 days before",
            "the four-week rule learnt from 6.0 weeks; told of 3 deployments, 1 pins and pins taken"
                + " back",
            "asked were 28.0 days: minutes are stored for 14 days by default, and since"
                + " 2026-11-08T12:00:00Z here",
            "",
            "would have opened 1 findings, 0.50 a week; 1 of them of drift, 0.50 a week, of which at"
                + " most about 2.00 a week are false by the promise",
            "",
            "detector                      findings   a week   stored",
            "drift.distribution                   1     0.50        2",
            "rule.loop                            –        –        7  judges spans, not windows:"
                + " counted as it was found",
            "stored: what the rules of that time opened meanwhile",
            "",
            "false_pages_per_week          of drift   a week",
            "0.50                                 1     0.50",
            "5.00                                 4     2.00",
            "",
            "2026-11-20T10:00:00Z  for 2.0 h  drift.distribution  agent=shop environment=production"
                + "  run.duration",
            "    p99 of run duration 1 s → 2 s");
  }

  @Test
  void whereNothingIsStoredItSaysSo() {
    assertThat(BacktestText.of(report(0, List.of()), ASKED))
        .endsWith("nothing is stored of that time, so nothing was tested");
  }

  private static BacktestReport report(int days, List<Finding> findings) {
    boolean any = days > 0;
    Instant from = any ? TO.minus(Duration.ofDays(days)) : TO.minus(Duration.ofHours(1));
    return new BacktestReport(
        "acme",
        "",
        from.minus(Duration.ofDays(8)),
        new BacktestReport.Told(3, 1, from.minus(Duration.ofDays(42))),
        from,
        TO,
        any ? 3 : 0,
        any ? 2_000 : 0,
        any ? 123_456 : 0,
        2,
        findings,
        Map.of("drift.distribution", 2L, "rule.loop", 7L),
        Map.of(0.5, 1L, 5.0, 4L));
  }

  private static Finding drift() {
    long opened = Instant.parse("2026-11-20T10:00:00Z").toEpochMilli();
    long closed = opened + Duration.ofHours(2).toMillis();
    return new Finding(
        "0123456789abcdef0123456789abcdef",
        2,
        "drift.distribution",
        "run.duration",
        Slice.ofAgent("acme", "production", "shop"),
        Severity.WARNING,
        FindingState.CLOSED,
        false,
        opened - 600_000,
        opened,
        closed,
        closed,
        0.4,
        "p99 of run duration 1 s → 2 s",
        "",
        Map.of(),
        1,
        List.of());
  }
}
