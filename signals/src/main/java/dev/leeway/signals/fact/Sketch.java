package dev.leeway.signals.fact;

import dev.leeway.signals.contract.Language;
import java.util.HexFormat;

/**
 * Eight tokens that stand for a set of them: the least 16-bit hashes, ascending from the highest
 * bits of {@code high}, zeros behind the last. A set of at most eight tokens is compared exactly,
 * but for chance collisions; of larger ones the share in common is estimated.
 *
 * <p>Source: Broder, "On the resemblance and containment of documents", 1997 (bottom-k sketches).
 */
public record Sketch(long high, long low) {
  /** Of no token. */
  public static final Sketch NONE = new Sketch(0, 0);

  private static final int SIZE = 8;
  private static final int DIGITS = 32;

  /** {@link #letterOf} of most characters, since each of an answer is asked for. */
  private static final char[] ASCII = new char[128];

  static {
    for (char c = 0; c < ASCII.length; c++) {
      ASCII[c] = (char) letterOf(c);
    }
  }

  public boolean isEmpty() {
    return high == 0;
  }

  /** The share of tokens in common, Jaccard's, from 0 to 1; of two empty sets 1. */
  public double similarity(Sketch other) {
    int limit = Math.min(limit(), other.limit());
    int mine = 0;
    int theirs = 0;
    int both = 0;
    int all = 0;
    while (all < SIZE) {
      int a = at(mine) == 0 ? Integer.MAX_VALUE : at(mine);
      int b = other.at(theirs) == 0 ? Integer.MAX_VALUE : other.at(theirs);
      if (Math.min(a, b) > limit) {
        break;
      }
      both += a == b ? 1 : 0;
      mine += a <= b ? 1 : 0;
      theirs += b <= a ? 1 : 0;
      all++;
    }
    return all == 0 ? 1 : (double) both / all;
  }

  /**
   * Of the words of a text, in small letters; where a script writes no blanks each character is
   * one.
   */
  public static Sketch ofWords(String text) {
    Builder words = new Builder();
    long hash = Mix.START;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      int letter = c < ASCII.length ? ASCII[c] : letterOf(c);
      if (letter > 0) {
        hash = Mix.with(hash, letter);
        continue;
      }
      if (hash != Mix.START) {
        words.add(hash);
        hash = Mix.START;
      }
      if (letter < 0) {
        words.add(Mix.with(Mix.START, c));
      }
    }
    if (hash != Mix.START) {
      words.add(hash);
    }
    return words.sketch();
  }

  /** The small letter or digit; zero between words, and less for a character that is one alone. */
  private static int letterOf(char c) {
    if (Language.isUnspaced(c)) {
      return -1;
    }
    return Character.isLetterOrDigit(c) ? Character.toLowerCase(c) : 0;
  }

  /** As the text of a fact: 32 hexadecimal digits. */
  public String text() {
    return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
  }

  /** What {@link #text} wrote; none of any other text. */
  public static Sketch of(String text) {
    if (text.length() != DIGITS) {
      return NONE;
    }
    try {
      return new Sketch(
          Long.parseUnsignedLong(text, 0, DIGITS / 2, 16),
          Long.parseUnsignedLong(text, DIGITS / 2, DIGITS, 16));
    } catch (NumberFormatException e) {
      return NONE;
    }
  }

  /** Beyond its greatest token a full sketch doesn't know the set. */
  private int limit() {
    int last = at(SIZE - 1);
    return last == 0 ? 0xFFFF : last;
  }

  private int at(int index) {
    if (index >= SIZE) {
      return 0;
    }
    long half = index < SIZE / 2 ? high : low;
    return (int) (half >>> (48 - 16 * (index % (SIZE / 2)))) & 0xFFFF;
  }

  /** Takes tokens in, in any order. Not thread-safe. */
  static final class Builder {
    private final int[] least = new int[SIZE];
    private int size;

    void add(long tokenHash) {
      int hash = (int) (Mix.of(tokenHash) >>> 48);
      hash = hash == 0 ? 1 : hash;
      int at = size;
      while (at > 0 && least[at - 1] >= hash) {
        if (least[at - 1] == hash) {
          return;
        }
        at--;
      }
      if (at == SIZE) {
        return;
      }
      size = Math.min(SIZE, size + 1);
      System.arraycopy(least, at, least, at + 1, size - at - 1);
      least[at] = hash;
    }

    Sketch sketch() {
      return new Sketch(half(0), half(SIZE / 2));
    }

    private long half(int from) {
      long half = 0;
      for (int i = from; i < from + SIZE / 2; i++) {
        half = half << 16 | (i < size ? least[i] : 0);
      }
      return half;
    }
  }
}
