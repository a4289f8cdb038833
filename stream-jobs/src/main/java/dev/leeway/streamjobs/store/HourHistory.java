package dev.leeway.streamjobs.store;

import dev.leeway.signals.drift.baseline.Baseline;
import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.window.WindowPartial;
import dev.leeway.storage.http.ClickHouseClient;
import dev.leeway.storage.lookup.SeasonHours;
import dev.leeway.storage.row.BaselineReader;
import dev.leeway.storage.row.FindingReader;
import dev.leeway.storage.row.RowReader;
import dev.leeway.storage.row.WindowReader;
import dev.leeway.streamjobs.sink.Backoff;
import dev.leeway.streamjobs.sink.Pause;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/**
 * The hour windows of {@code signal_windows}, one query a day, with kept baselines and findings.
 * Not thread-safe.
 */
public final class HourHistory implements StoredWindows {
  private static final long DAY_MILLIS = 86_400_000;
  private static final HexFormat ESCAPED = HexFormat.of().withPrefix("\\x");

  private final ClickHouseClient clickHouse;
  private final PatientQuestions questions;

  private HourHistory(ClickHouseClient clickHouse, PatientQuestions questions) {
    this.clickHouse = clickHouse;
    this.questions = questions;
  }

  public static Factory factory(ClickHouseAccess access, Backoff backoff) {
    return metrics ->
        new HourHistory(access.open(), new PatientQuestions(backoff, Pause.SLEEP, metrics));
  }

  @Override
  public void hours(String tenantId, long fromMillis, long toMillis, Consumer<WindowPartial> each)
      throws InterruptedException {
    String tenant = escaped(tenantId);
    for (long from = Math.max(0, fromMillis); from < toMillis; from += DAY_MILLIS) {
      long fromSeconds = from / 1_000;
      long toSeconds = Math.min(toMillis, from + DAY_MILLIS) / 1_000;
      String sql =
          """
          SELECT %s
          FROM signal_windows FINAL
          WHERE tenant_id = '%s' AND window_seconds = 3600
            AND count > 0
            AND window_start >= toDateTime(%d, 'UTC') AND window_start < toDateTime(%d, 'UTC')
          ORDER BY window_start
          FORMAT RowBinary
          """
              .formatted(WindowReader.COLUMNS, tenant, fromSeconds, toSeconds);
      RowReader rows = new RowReader(questions.answered(() -> clickHouse.query(sql)));
      while (rows.hasNext()) {
        each.accept(WindowReader.read(tenantId, rows));
      }
    }
  }

  @Override
  public void seasons(String tenantId, long fromMillis, long toMillis, Consumer<WindowPartial> each)
      throws InterruptedException {
    SeasonHours seasons = new SeasonHours(clickHouse);
    List<SeasonHours.Series> all =
        questions.answered(() -> seasons.series(tenantId, "", fromMillis, toMillis));
    for (SeasonHours.Series series : all) {
      questions.answered(() -> seasons.hours(tenantId, series, fromMillis, toMillis)).forEach(each);
    }
  }

  @Override
  public void kept(String tenantId, Consumer<Baseline> each) throws InterruptedException {
    String sql =
        """
        SELECT %s
        FROM baselines FINAL
        WHERE tenant_id = '%s' AND slot IN ('FROZEN', 'PINNED')
        ORDER BY revision
        FORMAT RowBinary
        """
            .formatted(BaselineReader.COLUMNS, escaped(tenantId));
    RowReader rows = new RowReader(questions.answered(() -> clickHouse.query(sql)));
    while (rows.hasNext()) {
      each.accept(BaselineReader.read(rows));
    }
  }

  @Override
  public void findings(String tenantId, long fromMillis, Consumer<Finding> each)
      throws InterruptedException {
    String sql =
        """
        SELECT %s
        FROM findings FINAL
        WHERE tenant_id = '%s' AND startsWith(detector, 'drift.')
          AND (isNull(closed_at) OR closed_at >= fromUnixTimestamp64Milli(toInt64(%d)))
        ORDER BY onset_at
        FORMAT RowBinary
        """
            .formatted(FindingReader.COLUMNS, escaped(tenantId), fromMillis);
    RowReader rows = new RowReader(questions.answered(() -> clickHouse.query(sql)));
    while (rows.hasNext()) {
      each.accept(FindingReader.read(rows));
    }
  }

  @Override
  public void close() {
    clickHouse.close();
  }

  private static String escaped(String tenantId) {
    return ESCAPED.formatHex(tenantId.getBytes(StandardCharsets.UTF_8));
  }
}
