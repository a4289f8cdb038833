package dev.leeway.signals.grounding;

import dev.leeway.signals.event.StateReader;
import dev.leeway.signals.event.StateWriter;
import java.util.Arrays;

/**
 * The spans that evidence was found in, each with the time from which it could be known. At most
 * 1,023; what comes beyond has no place to point to, and counts as known from the start. Not
 * thread-safe.
 */
final class Sources {
  static final int BITS = 10;
  static final int UNKNOWN = (1 << BITS) - 1;
  private long[] spanIds = new long[4];
  private long[] millis = new long[4];
  private int size;

  int of(long spanId, long atMillis) {
    for (int i = size - 1; i >= 0; i--) {
      if (spanIds[i] == spanId && millis[i] == atMillis) {
        return i;
      }
    }
    if (size == UNKNOWN) {
      return UNKNOWN;
    }
    if (size == spanIds.length) {
      spanIds = Arrays.copyOf(spanIds, size * 2);
      millis = Arrays.copyOf(millis, size * 2);
    }
    spanIds[size] = spanId;
    millis[size] = atMillis;
    return size++;
  }

  /** Zero where the source is unknown. */
  long spanId(int source) {
    return source < size ? spanIds[source] : 0;
  }

  long millis(int source) {
    return source < size ? millis[source] : Long.MIN_VALUE;
  }

  int earlier(int a, int b) {
    if (millis(a) != millis(b)) {
      return millis(a) < millis(b) ? a : b;
    }
    return Long.compareUnsigned(spanId(a), spanId(b)) <= 0 ? a : b;
  }

  /** Where each source of another is here. */
  int[] mapped(Sources other) {
    int[] map = new int[UNKNOWN + 1];
    Arrays.fill(map, UNKNOWN);
    for (int i = 0; i < other.size; i++) {
      map[i] = of(other.spanIds[i], other.millis[i]);
    }
    return map;
  }

  /** Writes those in use, in order of time; where each of them will be. */
  int[] write(StateWriter out, boolean[] used) {
    Integer[] order = new Integer[size];
    Arrays.setAll(order, i -> i);
    Integer[] kept =
        Arrays.stream(order)
            .filter(i -> used[i])
            .sorted((a, b) -> a.equals(b) ? 0 : earlier(a, b) == a ? -1 : 1)
            .toArray(Integer[]::new);
    int[] map = new int[UNKNOWN + 1];
    Arrays.fill(map, UNKNOWN);
    out.count(kept.length);
    long before = 0;
    for (int i = 0; i < kept.length; i++) {
      map[kept[i]] = i;
      out.word(spanIds[kept[i]]).signed(millis[kept[i]] - before);
      before = millis[kept[i]];
    }
    return map;
  }

  static Sources read(StateReader in) {
    Sources sources = new Sources();
    long before = 0;
    for (int left = in.size(); left > 0; left--) {
      long spanId = in.word();
      before += in.signed();
      sources.of(spanId, before);
    }
    return sources;
  }
}
