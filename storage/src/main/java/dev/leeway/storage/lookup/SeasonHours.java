package dev.leeway.storage.lookup;

import dev.leeway.signals.rules.DetectionRules;
import dev.leeway.signals.window.WindowPartial;
import dev.leeway.storage.http.ClickHouseClient;
import dev.leeway.storage.row.RowReader;
import dev.leeway.storage.row.WindowReader;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads the whole hours of whole agents for the four-week rule, one series at a time: some 2,200
 * rows each. Thread-safe.
 */
public final class SeasonHours {
  /** Four weeks to compare with, before the nine that say what is usual, of 168 hours each. */
  public static final Duration REACH = Duration.ofDays(13 * 7);

  private static final int SERIES_MAX = 2_000;

  private static final String WATCHED =
      DetectionRules.defaults().watches().bySignal().keySet().stream()
          .sorted()
          .map(Literals::of)
          .collect(Collectors.joining(", "));

  private final ClickHouseClient clickHouse;

  public SeasonHours(ClickHouseClient clickHouse) {
    this.clickHouse = clickHouse;
  }

  /**
   * A signal of a whole agent.
   *
   * @param sliceId in hexadecimal digits
   * @param rows that it has at most; some may be parts of one hour
   */
  public record Series(String signal, String sliceId, long rows) {}

  /**
   * The series that have hours in a time, of signals that can be watched; at most 2,000.
   *
   * @param agent empty for all agents
   */
  public List<Series> series(String tenantId, String agent, long fromMillis, long toMillis) {
    String sql =
        """
        SELECT toString(w.signal), w.slice_id, toInt64(count())
        FROM signal_windows AS w
        WHERE w.tenant_id = %s AND w.signal IN (%s) AND length(w.slice) = 2%s AND %s
        GROUP BY w.signal, w.slice_id
        ORDER BY w.slice_id, w.signal
        LIMIT %d
        FORMAT RowBinary
        """
            .formatted(
                Literals.of(tenantId),
                WATCHED,
                agent.isEmpty() ? "" : " AND w.slice['agent'] = " + Literals.of(agent),
                hours(fromMillis, toMillis),
                SERIES_MAX);
    RowReader rows = new RowReader(clickHouse.query(sql));
    return rows.rows(() -> new Series(rows.text(), rows.hex16(), rows.int64()));
  }

  /** The hours of a series, oldest first. */
  public List<WindowPartial> hours(String tenantId, Series series, long fromMillis, long toMillis) {
    String sql =
        """
        SELECT %s
        FROM signal_windows AS w FINAL
        WHERE w.tenant_id = %s AND w.signal = %s AND w.slice_id = %s AND %s AND count > 0
        ORDER BY w.window_start
        FORMAT RowBinary
        """
            .formatted(
                WindowReader.COLUMNS,
                Literals.of(tenantId),
                Literals.of(series.signal()),
                Literals.ofHash(series.sliceId()),
                hours(fromMillis, toMillis));
    RowReader rows = new RowReader(clickHouse.query(sql));
    return rows.rows(() -> WindowReader.read(tenantId, rows));
  }

  private static String hours(long fromMillis, long toMillis) {
    return ("w.window_seconds = 3600 AND w.window_start >= toDateTime(%d, 'UTC')"
            + " AND w.window_start < toDateTime(%d, 'UTC')")
        .formatted(Math.max(0, fromMillis) / 1_000, Math.max(0, toMillis) / 1_000);
  }
}
