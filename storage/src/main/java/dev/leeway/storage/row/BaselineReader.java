package dev.leeway.storage.row;

import dev.leeway.signals.drift.baseline.Baseline;
import dev.leeway.signals.drift.baseline.BaselineSlot;
import dev.leeway.signals.drift.baseline.Histogram;
import dev.leeway.signals.window.Slice;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Baselines again from rows in the columns that {@link BaselineRows} writes. */
public final class BaselineReader {
  public static final String COLUMNS = BaselineRows.TARGET.columnList();

  private BaselineReader() {}

  public static Baseline read(RowReader row) {
    String tenantId = row.text();
    row.word();
    row.word();
    String signal = row.text();
    BaselineSlot slot = BaselineSlot.valueOf(row.text());
    String baselineId = row.text();
    long revision = row.int64();
    Slice slice = SliceColumns.slice(tenantId, row.textMap());
    long from = row.int64();
    long to = row.int64();
    List<Integer> edges = row.list(row::int32);
    List<Long> counts = row.list(row::int64);
    List<Integer> indices = row.list(row::int32);
    List<Long> ofBuckets = row.list(row::int64);
    Map<Integer, Long> buckets = new HashMap<>();
    for (int i = 0; i < indices.size(); i++) {
      buckets.put(indices.get(i), ofBuckets.get(i));
    }
    Histogram histogram = Histogram.of(buckets, row.int64());
    return new Baseline(
        baselineId, slice, signal, slot, from, to, revision, edges, counts, histogram, row.text());
  }
}
