package dev.leeway.signals.drift;

import dev.leeway.signals.window.Dimensions;
import java.util.Set;

/** How a signal is watched. */
public sealed interface Watch {

  /** What the signal is called in a sentence. */
  String label();

  /** The dimension by whose parts a change of the whole agent is looked into. */
  String partedBy();

  /**
   * The share of categories that are not good, by the rate detector.
   *
   * @param label what the bad share is called, such as "bad outcomes"
   */
  record Rate(String label, Set<String> goodCategories) implements Watch {
    public Rate {
      goodCategories = Set.copyOf(goodCategories);
    }

    @Override
    public String partedBy() {
      return Dimensions.OPERATION;
    }
  }

  /**
   * The distribution of numbers, by the distribution detector.
   *
   * @param unit written after a number; {@code $} before it; may be empty
   * @param counted what has one value each, in the plural
   * @param partedBy routes, or kinds of work; of those only what changed within them is told
   */
  record Distribution(String label, String unit, String counted, String partedBy) implements Watch {
    public Distribution(String label, String unit, String counted) {
      this(label, unit, counted, Dimensions.OPERATION);
    }
  }
}
