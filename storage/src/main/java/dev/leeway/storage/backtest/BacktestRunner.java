package dev.leeway.storage.backtest;

import dev.leeway.signals.backtest.Backtest;
import dev.leeway.signals.backtest.BacktestRefusedException;
import dev.leeway.signals.backtest.BacktestReport;
import dev.leeway.signals.backtest.Controls;
import dev.leeway.signals.drift.DriftConfig;
import dev.leeway.signals.finding.Finding;
import dev.leeway.storage.http.ClickHouseClient;
import dev.leeway.storage.query.TimeRange;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs backtests over stored windows: warms the monitors with the hours before, then gives them
 * minute after minute. Thread-safe.
 */
public final class BacktestRunner {
  private static final long HOUR_SECONDS = 3_600;

  private final ClickHouseClient clickHouse;
  private final BacktestLimits limits;

  public BacktestRunner(ClickHouseClient clickHouse, BacktestLimits limits) {
    this.clickHouse = clickHouse;
    this.limits = limits;
  }

  /** Is told how far a backtest has come. */
  public interface Progress {
    void at(long rowsDone, long rows);
  }

  /**
   * Returns when all is tested.
   *
   * @throws BacktestRefusedException when it would take more than the limits
   */
  public BacktestReport run(BacktestOrder order, Progress progress) {
    TenantRows of = new TenantRows(order.tenantId(), order.agent());
    StoredWindows stored = new StoredWindows(clickHouse, of);
    long toSeconds = order.range().to().getEpochSecond();
    Map<Long, Long> minutes =
        stored.rowsByHour(StoredWindows.MINUTES, order.range().from().getEpochSecond(), toSeconds);
    // Whole hours are learnt from, so minutes begin with one; what isn't stored isn't tested.
    long fromSeconds =
        minutes.keySet().stream().mapToLong(hour -> hour).min().orElse(toSeconds - HOUR_SECONDS);
    long warmSeconds = fromSeconds - DriftConfig.defaults().history().toSeconds();
    Map<Long, Long> hours = stored.rowsByHour(StoredWindows.HOURS, warmSeconds, fromSeconds);
    StoredSeasons seasons = StoredSeasons.before(fromSeconds, clickHouse, of);
    long rows = sum(minutes) + sum(hours) + seasons.rows();
    if (rows > limits.rowsMax()) {
      throw new BacktestRefusedException(
          "expected to read at most %,d rows of windows, came %,d: ask for fewer days or one agent"
              .formatted(limits.rowsMax(), rows));
    }
    Controls controls = new StoredControls(clickHouse, of).read(warmSeconds, toSeconds);
    Backtest backtest =
        new Backtest(
            order.tenantId(),
            order.rules(),
            order.otherWishes() ? Backtest.WISHES : List.of(),
            limits.stateBytesMax());
    backtest.told(controls);
    Counted counted = new Counted(rows, progress);
    stored.each(
        StoredWindows.HOURS, warmSeconds, fromSeconds, hours, backtest::hour, counted::read);
    Instant seasonsFrom = seasons.each(backtest::season, counted::read);
    backtest.seasonsRead();
    stored.each(
        StoredWindows.MINUTES, fromSeconds, toSeconds, minutes, backtest::minute, counted::read);
    backtest.end(toSeconds * 1_000);
    return report(
        order,
        stored,
        backtest,
        firstOf(hours, fromSeconds),
        new BacktestReport.Told(
            controls.deployments().size(), controls.orders().size(), seasonsFrom),
        new TimeRange(Instant.ofEpochSecond(fromSeconds), Instant.ofEpochSecond(toSeconds)));
  }

  private static BacktestReport report(
      BacktestOrder order,
      StoredWindows stored,
      Backtest backtest,
      long warmSeconds,
      BacktestReport.Told told,
      TimeRange tested) {
    Map<Double, Long> wishes = new TreeMap<>();
    backtest
        .findingsByWish()
        .forEach((wish, findings) ->
            wishes.put(wish, findings.stream().filter(BacktestReport::isDrift).count()));
    List<Finding> findings = backtest.findings();
    return new BacktestReport(
        order.tenantId(),
        order.agent(),
        Instant.ofEpochSecond(warmSeconds),
        told,
        tested.from(),
        tested.to(),
        backtest.agents(),
        backtest.hours(),
        backtest.minutes(),
        order.rules().detection().falsePagesPerWeek(order.tenantId()),
        findings,
        stored.findingsByDetector(tested.from().getEpochSecond(), tested.to().getEpochSecond()),
        wishes);
  }

  private static long firstOf(Map<Long, Long> hours, long otherwise) {
    return hours.keySet().stream().mapToLong(hour -> hour).min().orElse(otherwise);
  }

  private static long sum(Map<Long, Long> rows) {
    return rows.values().stream().mapToLong(Long::longValue).sum();
  }

  /** How far it has come. Not thread-safe. */
  private static final class Counted {
    private final long rows;
    private final Progress progress;
    private long done;

    Counted(long rows, Progress progress) {
      this.rows = rows;
      this.progress = progress;
    }

    void read(long more) {
      done = Math.min(rows, done + more);
      progress.at(done, rows);
    }
  }
}
