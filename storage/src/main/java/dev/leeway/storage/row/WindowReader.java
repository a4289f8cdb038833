package dev.leeway.storage.row;

import dev.leeway.signals.window.Slice;
import dev.leeway.signals.window.WindowPartial;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rows of {@code signal_windows} as partials again: the other side of {@link WindowRows}. */
public final class WindowReader {
  /** What a query must select, in RowBinary, and nothing else. */
  public static final String COLUMNS =
      """
      slice, signal, window_seconds, toInt64(toUnixTimestamp(window_start)), count, sum,
      sketch.1, sketch.2, categories.1, categories.2, exemplars
      """;

  private static final long MILLIS_PER_SECOND = 1_000;

  private WindowReader() {}

  public static WindowPartial read(String tenantId, RowReader row) {
    Slice slice = SliceColumns.slice(tenantId, row.textMap());
    String signal = row.text();
    int seconds = row.int32();
    return new WindowPartial(
        slice,
        signal,
        row.int64() * MILLIS_PER_SECOND,
        seconds,
        row.int64(),
        row.float64(),
        counts(row.list(row::int32), row.list(row::int64)),
        counts(row.list(row::text), row.list(row::int64)),
        row.list(row::hex16));
  }

  private static <K> Map<K, Long> counts(List<K> keys, List<Long> counts) {
    Map<K, Long> byKey = new HashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      byKey.merge(keys.get(i), counts.get(i), Long::sum);
    }
    return byKey;
  }
}
