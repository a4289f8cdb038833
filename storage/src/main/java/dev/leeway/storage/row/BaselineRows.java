package dev.leeway.storage.row;

import dev.leeway.signals.drift.baseline.Baseline;
import java.util.Map;

/** Baselines as rows of {@code baselines}. */
public final class BaselineRows implements RowEncoder<Baseline> {
  static final InsertTarget TARGET =
      InsertTarget.of(
          "baselines",
          "tenant_id",
          "slice_id",
          "signal",
          "slot",
          "baseline_id",
          "revision",
          "slice",
          "from_time",
          "to_time",
          "bin_upper_edges",
          "bin_counts",
          "bucket_indices",
          "bucket_counts",
          "zeros",
          "encoding");

  @Override
  public InsertTarget target() {
    return TARGET;
  }

  @Override
  public void encode(Baseline baseline, RowBuffer out) {
    Map<Integer, Long> buckets = baseline.histogram().buckets();
    out.text(baseline.slice().tenantId())
        .word(baseline.slice().id().high())
        .word(baseline.slice().id().low())
        .text(baseline.signal())
        .text(baseline.slot().name())
        .text(baseline.baselineId())
        .int64(baseline.computedAtMillis())
        .textMap(baseline.slice().pairs())
        .int64(baseline.fromMillis())
        .int64(baseline.toMillis())
        .int32s(baseline.binUpperEdges())
        .int64s(baseline.binCounts())
        .int32s(buckets.keySet())
        .int64s(buckets.values())
        .int64(baseline.histogram().zeros())
        .text(baseline.encoding());
  }
}
