package dev.leeway.storage.row;

import java.util.Arrays;
import java.util.Map;

/** Counts by bucket index as ClickHouse's pair of arrays, which {@code sumMap} adds up. */
final class SketchColumns {
  private SketchColumns() {}

  static void write(Map<Integer, Long> buckets, RowBuffer out) {
    int[] indices = new int[buckets.size()];
    int size = 0;
    for (int index : buckets.keySet()) {
      indices[size++] = index;
    }
    Arrays.sort(indices);
    out.varint(size);
    for (int index : indices) {
      out.int32(index);
    }
    out.varint(size);
    for (int index : indices) {
      out.int64(buckets.getOrDefault(index, 0L));
    }
  }
}
