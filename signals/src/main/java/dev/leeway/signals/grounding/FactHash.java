package dev.leeway.signals.grounding;

/**
 * The hashes that facts are compared by: FNV-1a over characters, finished with the mixer of
 * SplitMix64, so that the smallest hashes of a set are a uniform sample of it. State is made of
 * them: the seeds never change.
 */
final class FactHash {
  static final long BASIS = 0xCBF29CE484222325L;
  private static final long PRIME = 0x100000001B3L;

  private FactHash() {}

  static long step(long hash, int character) {
    return (hash ^ character) * PRIME;
  }

  static long of(String text) {
    long hash = BASIS;
    for (int i = 0; i < text.length(); i++) {
      hash = step(hash, text.charAt(i));
    }
    return mix(hash);
  }

  /** A kind of fact with its value; {@code tag} keeps kinds apart. */
  static long of(int tag, long value) {
    return mix(mix(value + 0x9E3779B97F4A7C15L) ^ (0xD6E8FEB86659FD93L * (tag + 1)));
  }

  static long ofNumber(int tag, double value) {
    // Minus zero is zero.
    return of(tag, Double.doubleToLongBits(value + 0.0));
  }

  /** Of two in this order. */
  static long then(long first, long second) {
    return mix(first * 31 + second);
  }

  static long mix(long value) {
    long mixed = value;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
