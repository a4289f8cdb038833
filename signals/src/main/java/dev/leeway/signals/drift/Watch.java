package dev.leeway.signals.drift;

import java.util.Set;

/** How a signal is watched. */
public sealed interface Watch {

  /** What the signal is called in a sentence. */
  String label();

  /**
   * The share of categories that are not good, by the rate detector.
   *
   * @param label what the bad share is called, such as "bad outcomes"
   */
  record Rate(String label, Set<String> goodCategories) implements Watch {
    public Rate {
      goodCategories = Set.copyOf(goodCategories);
    }
  }

  /**
   * The distribution of numbers, by the distribution detector.
   *
   * @param unit written after a number; {@code $} before it; may be empty
   * @param counted what has one value each, in the plural
   */
  record Distribution(String label, String unit, String counted) implements Watch {}
}
