package dev.leeway.signals.grounding;

import dev.leeway.signals.event.StateReader;
import dev.leeway.signals.event.StateWriter;
import java.util.Arrays;

/**
 * The smallest hashes of a set, with who said each and where first. Up to {@code max} the set is
 * whole; beyond, everything up to the <em>horizon</em> is known and nothing above it. Hashes are
 * uniform, so what lies below the horizon is a fair sample, the same in whatever order it came.
 *
 * <p>A hash is kept as 50 bits beside 4 of roles and 10 of source: two different tokens of 2,048
 * meet with a probability of 2^-29. Not thread-safe.
 */
final class TokenSample {
  static final int ABSENT = -1;
  static final int UNKNOWN = -2;
  private static final int META_BITS = 14;
  private final int max;
  private long[] keys;
  private short[] metas;
  private int size;
  private long horizon = Long.MAX_VALUE;

  TokenSample(int max) {
    this.max = max;
    keys = new long[64];
    metas = new short[64];
  }

  int size() {
    return Math.min(size, max);
  }

  /** Whether anything was left out. */
  boolean overflowed() {
    return horizon != Long.MAX_VALUE || size > max;
  }

  void add(long hash, int roles, int source, Sources sources) {
    insert(keyOf(hash), roles, source, sources);
  }

  /**
   * Roles × 1024 + source of a hash; {@link #ABSENT}; or {@link #UNKNOWN} beyond the horizon. To be
   * asked after {@link #settle}.
   */
  int find(long hash) {
    long key = keyOf(hash);
    if (key > horizon) {
      return UNKNOWN;
    }
    int at = slot(key);
    return keys[at] == 0 ? ABSENT : metas[at] & 0x3FFF;
  }

  /** How many tokens were said in that role, among others. */
  int count(int role) {
    int count = 0;
    for (int i = 0; i < keys.length; i++) {
      count += keys[i] != 0 && (rolesOf(metas[i] & 0x3FFF) & role) != 0 ? 1 : 0;
    }
    return count;
  }

  static int rolesOf(int found) {
    return found >> Sources.BITS;
  }

  static int sourceOf(int found) {
    return found & Sources.UNKNOWN;
  }

  void merge(TokenSample other, int[] sourceMap, Sources sources) {
    other.settle();
    lower(other.horizon);
    for (int i = 0; i < other.keys.length; i++) {
      if (other.keys[i] != 0) {
        int meta = other.metas[i] & 0x3FFF;
        insert(other.keys[i], rolesOf(meta), sourceMap[sourceOf(meta)], sources);
      }
    }
  }

  /** Leaves the {@code max} smallest. */
  void settle() {
    if (size > max) {
      long[] sorted = sortedKeys();
      lower(sorted[max - 1]);
    }
  }

  /** Marks the sources that are still referred to. */
  void markSources(boolean[] used) {
    settle();
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] != 0) {
        used[sourceOf(metas[i] & 0x3FFF)] = true;
      }
    }
  }

  /** In order of the hashes, so that equal samples are equal bytes. */
  void write(StateWriter out, int[] sourceMap) {
    settle();
    out.count(horizon == Long.MAX_VALUE ? 0 : horizon);
    out.count(size);
    for (long key : sortedKeys()) {
      int meta = metas[slot(key)] & 0x3FFF;
      int mapped = rolesOf(meta) << Sources.BITS | sourceMap[sourceOf(meta)];
      out.word(key << META_BITS | mapped);
    }
  }

  static TokenSample read(StateReader in, int max) {
    TokenSample sample = new TokenSample(max);
    long horizon = in.count();
    sample.horizon = horizon == 0 ? Long.MAX_VALUE : horizon;
    for (int left = in.size(); left > 0; left--) {
      long word = in.word();
      if (word >>> META_BITS == 0) {
        throw in.broken("expected a token other than zero");
      }
      sample.put(word >>> META_BITS, (short) (word & 0x3FFF));
    }
    return sample;
  }

  private static long keyOf(long hash) {
    return Math.max(1, hash >>> META_BITS);
  }

  private void insert(long key, int roles, int source, Sources sources) {
    if (key > horizon) {
      return;
    }
    int at = slot(key);
    if (keys[at] == 0) {
      put(key, (short) (roles << Sources.BITS | source));
      if (size >= 2 * max) {
        settle();
      }
      return;
    }
    int meta = metas[at] & 0x3FFF;
    int first = sources.earlier(sourceOf(meta), source);
    metas[at] = (short) ((rolesOf(meta) | roles) << Sources.BITS | first);
  }

  private void put(long key, short meta) {
    if ((size + 1) * 2 > keys.length) {
      rebuild(keys.length * 2, Long.MAX_VALUE);
    }
    int at = slot(key);
    keys[at] = key;
    metas[at] = meta;
    size++;
  }

  private void lower(long newHorizon) {
    if (newHorizon < horizon) {
      horizon = newHorizon;
      rebuild(keys.length, newHorizon);
    }
  }

  private void rebuild(int capacity, long upTo) {
    long[] oldKeys = keys;
    short[] oldMetas = metas;
    keys = new long[capacity];
    metas = new short[capacity];
    size = 0;
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != 0 && oldKeys[i] <= upTo) {
        int at = slot(oldKeys[i]);
        keys[at] = oldKeys[i];
        metas[at] = oldMetas[i];
        size++;
      }
    }
  }

  private int slot(long key) {
    int mask = keys.length - 1;
    int at = (int) key & mask;
    while (keys[at] != 0 && keys[at] != key) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private long[] sortedKeys() {
    long[] sorted = new long[size];
    int count = 0;
    for (long key : keys) {
      if (key != 0) {
        sorted[count++] = key;
      }
    }
    Arrays.sort(sorted);
    return sorted;
  }
}
