package dev.leeway.storage.backtest;

import dev.leeway.signals.window.WindowPartial;
import dev.leeway.storage.http.ClickHouseClient;
import dev.leeway.storage.row.RowReader;
import dev.leeway.storage.row.WindowReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The merged windows of a tenant in order of time, a bounded piece at once. Thread-safe. */
final class StoredWindows {
  static final int MINUTES = 60;
  static final int HOURS = 3_600;

  /** Rows that one query may answer, about: a single minute is not cut. */
  private static final long PIECE_ROWS = 100_000;

  private final ClickHouseClient clickHouse;
  private final String tenantId;
  private final String condition;

  StoredWindows(ClickHouseClient clickHouse, TenantRows of) {
    this.clickHouse = clickHouse;
    this.tenantId = of.tenantId();
    this.condition = "w.tenant_id = %s%s".formatted(of.tenant(), of.agent("w.slice['agent']"));
  }

  /** Rows per hour that has any, by its first second; a little more than there are windows. */
  Map<Long, Long> rowsByHour(int windowSeconds, long fromSeconds, long toSeconds) {
    RowReader rows =
        new RowReader(
            clickHouse.query(
                """
                SELECT toInt64(toUnixTimestamp(toStartOfHour(w.window_start))) AS hour,
                  toInt64(count())
                FROM signal_windows AS w
                WHERE %s
                GROUP BY hour
                ORDER BY hour
                FORMAT RowBinary
                """
                    .formatted(where(windowSeconds, fromSeconds, toSeconds))));
    Map<Long, Long> byHour = new TreeMap<>();
    while (rows.hasNext()) {
      byHour.put(rows.int64(), rows.int64());
    }
    return byHour;
  }

  /**
   * Gives the windows of a time, oldest first; within one start by slice and signal.
   *
   * @param rowsByHour of that time
   * @param read is told, after each piece, how many rows have been gone through
   */
  void each(
      int windowSeconds,
      long fromSeconds,
      long toSeconds,
      Map<Long, Long> rowsByHour,
      Consumer<WindowPartial> each,
      Consumer<Long> read) {
    for (Piece piece : pieces(rowsByHour, windowSeconds, fromSeconds, toSeconds)) {
      RowReader rows =
          new RowReader(
              clickHouse.query(
                  """
                  SELECT %s
                  FROM (%s)
                  WHERE count != 0 OR notEmpty(categories.2)
                  ORDER BY window_start, slice_id, signal
                  FORMAT RowBinary
                  """
                      .formatted(
                          WindowReader.COLUMNS,
                          merged(windowSeconds, piece.fromSeconds, piece.toSeconds))));
      while (rows.hasNext()) {
        each.accept(WindowReader.read(tenantId, rows));
      }
      read.accept(piece.rows);
    }
  }

  record Piece(long fromSeconds, long toSeconds, long rows) {}

  /** Few hours together, a busy one of minutes in parts. */
  static List<Piece> pieces(
      Map<Long, Long> rowsByHour, int windowSeconds, long fromSeconds, long toSeconds) {
    List<Piece> pieces = new ArrayList<>();
    long from = fromSeconds;
    long gathered = 0;
    for (Map.Entry<Long, Long> hour : new TreeMap<>(rowsByHour).entrySet()) {
      long start = Math.max(fromSeconds, hour.getKey());
      if (gathered > 0 && gathered + hour.getValue() > PIECE_ROWS) {
        pieces.add(new Piece(from, start, gathered));
        from = start;
        gathered = 0;
      }
      if (hour.getValue() > PIECE_ROWS && windowSeconds == MINUTES) {
        long end = Math.min(toSeconds, hour.getKey() + HOURS);
        pieces.addAll(parts(start, end, hour.getValue()));
        from = end;
      } else {
        gathered += hour.getValue();
      }
    }
    if (gathered > 0) {
      pieces.add(new Piece(from, toSeconds, gathered));
    }
    return pieces;
  }

  private static List<Piece> parts(long fromSeconds, long toSeconds, long rows) {
    long minutes = Math.max(1, 60 / (rows / PIECE_ROWS + 1));
    List<Piece> parts = new ArrayList<>();
    for (long at = fromSeconds; at < toSeconds; at += minutes * MINUTES) {
      parts.add(new Piece(at, Math.min(toSeconds, at + minutes * MINUTES), rows * minutes / 60));
    }
    return parts;
  }

  /** Findings that opened in that time, by detector. */
  Map<String, Long> findingsByDetector(long fromSeconds, long toSeconds) {
    RowReader rows =
        new RowReader(
            clickHouse.query(
                """
                SELECT toString(detector), toInt64(count())
                FROM findings AS w FINAL
                WHERE %s AND opened_at >= toDateTime(%d, 'UTC') AND opened_at < toDateTime(%d, 'UTC')
                GROUP BY detector
                LIMIT 1000
                FORMAT RowBinary
                """
                    .formatted(condition, fromSeconds, toSeconds)));
    Map<String, Long> byDetector = new TreeMap<>();
    while (rows.hasNext()) {
      byDetector.put(rows.text(), rows.int64());
    }
    return byDetector;
  }

  /** Not FINAL, which merges the windows of all times before it looks at the time. */
  private String merged(int windowSeconds, long fromSeconds, long toSeconds) {
    return """
    SELECT slice_id, signal, window_start, any(w.slice) AS slice,
      any(w.window_seconds) AS window_seconds, sum(w.count) AS count, sum(w.sum) AS sum,
      sumMap(w.sketch) AS sketch, sumMap(w.categories) AS categories,
      groupUniqArrayArray(3)(w.exemplars) AS exemplars
    FROM signal_windows AS w
    WHERE %s
    GROUP BY slice_id, signal, window_start
    """
        .formatted(where(windowSeconds, fromSeconds, toSeconds));
  }

  private String where(int windowSeconds, long fromSeconds, long toSeconds) {
    return ("%s AND w.window_seconds = %d AND w.window_start >= toDateTime(%d, 'UTC')"
            + " AND w.window_start < toDateTime(%d, 'UTC')")
        .formatted(condition, windowSeconds, fromSeconds, toSeconds);
  }
}
