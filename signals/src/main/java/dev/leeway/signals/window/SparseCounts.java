package dev.leeway.signals.window;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Signed counts by bucket index in two sorted arrays: about 12 B an index, where a dense store
 * costs kilobytes for twenty values. Not thread-safe.
 */
final class SparseCounts {
  private static final int[] NO_INDICES = {};
  private static final long[] NO_COUNTS = {};
  private static final int ARRAYS_BYTES = 32;
  private static final int INDEX_BYTES = Integer.BYTES + Long.BYTES;
  private int[] indices = NO_INDICES;
  private long[] counts = NO_COUNTS;
  private int size;

  void add(int index, long count) {
    int at = Arrays.binarySearch(indices, 0, size, index);
    if (at >= 0) {
      counts[at] += count;
      return;
    }
    at = -at - 1;
    if (size == indices.length) {
      int length = Math.max(4, size + (size >> 1));
      indices = Arrays.copyOf(indices, length);
      counts = Arrays.copyOf(counts, length);
    }
    System.arraycopy(indices, at, indices, at + 1, size - at);
    System.arraycopy(counts, at, counts, at + 1, size - at);
    indices[at] = index;
    counts[at] = count;
    size++;
  }

  int bytes() {
    return indices.length == 0 ? 0 : ARRAYS_BYTES + INDEX_BYTES * indices.length;
  }

  /** The counts that are not zero. */
  Map<Integer, Long> toMap() {
    Map<Integer, Long> map = HashMap.newHashMap(size);
    for (int i = 0; i < size; i++) {
      if (counts[i] != 0) {
        map.put(indices[i], counts[i]);
      }
    }
    return map;
  }
}
