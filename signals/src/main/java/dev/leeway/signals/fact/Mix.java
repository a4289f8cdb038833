package dev.leeway.signals.fact;

/**
 * A cheap 64-bit hash for telling texts of one run apart: FNV-1a over characters, finished by
 * splitmix64. Not for strangers' collisions; what is stored under such a hash is only counted.
 */
final class Mix {
  static final long START = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;
  private static final long EXACT_MASK = (1L << 52) - 1;

  private Mix() {}

  static long with(long hash, int value) {
    return (hash ^ value) * PRIME;
  }

  static long of(char[] text, int from, int to) {
    long hash = START;
    for (int i = from; i < to; i++) {
      hash = with(hash, text[i]);
    }
    return of(hash);
  }

  static long of(String text) {
    long hash = START;
    for (int i = 0; i < text.length(); i++) {
      hash = with(hash, text.charAt(i));
    }
    return of(hash);
  }

  /** Spreads a hash over all its bits. */
  static long of(long hash) {
    long z = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** As the number of a fact, which holds 52 bits exactly; never zero. */
  static double exact(long hash) {
    long bits = of(hash) & EXACT_MASK;
    return bits == 0 ? 1 : bits;
  }
}
