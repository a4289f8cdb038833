package dev.leeway.storage.row;

import dev.leeway.signals.window.Buckets;
import dev.leeway.signals.window.WindowPartial;
import java.util.Arrays;
import java.util.Map;

/**
 * Partials of windows as rows of {@code signal_windows}.
 *
 * <p>A partial is one row of its own length. Hours are not derived by the store: the job adds the
 * partials of {@link HourWindows} to the same block, since a materialized view may miss the tail of
 * a killed insert.
 */
public final class WindowRows implements RowEncoder<WindowRow> {
  static final InsertTarget TARGET =
      InsertTarget.of(
          "signal_windows",
          "tenant_id",
          "signal",
          "slice_id",
          "window_seconds",
          "window_start",
          "slice",
          "count",
          "sum",
          "sketch",
          "categories",
          "exemplars",
          "encoding",
          "written_on");

  private static final long MILLIS_PER_SECOND = 1_000;

  @Override
  public InsertTarget target() {
    return TARGET;
  }

  @Override
  public void encode(WindowRow row, RowBuffer out) {
    WindowPartial partial = row.partial();
    out.text(partial.slice().tenantId())
        .text(partial.signal())
        .word(partial.slice().id().high())
        .word(partial.slice().id().low())
        .int32(partial.windowSeconds())
        .int32((int) Math.floorDiv(partial.windowStartMillis(), MILLIS_PER_SECOND))
        .textMap(partial.slice().pairs())
        .int64(partial.count())
        .float64(partial.sum());
    SketchColumns.write(partial.buckets(), out);
    categories(partial.categories(), out);
    out.hex16s(partial.exemplars()).text(Buckets.ENCODING).date(row.writtenAtMillis());
  }

  private static void categories(Map<String, Long> categories, RowBuffer out) {
    String[] names = categories.keySet().toArray(String[]::new);
    Arrays.sort(names);
    out.varint(names.length);
    for (String name : names) {
      out.text(name);
    }
    out.varint(names.length);
    for (String name : names) {
      out.int64(categories.getOrDefault(name, 0L));
    }
  }
}
