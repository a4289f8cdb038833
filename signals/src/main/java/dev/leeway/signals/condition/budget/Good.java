package dev.leeway.signals.condition.budget;

import dev.leeway.signals.condition.Want;
import dev.leeway.signals.window.Buckets;
import dev.leeway.signals.window.Distribution;
import java.io.Serializable;
import java.util.Map;
import java.util.Set;

/**
 * Which values of a signal are good, so that the others of a window can be counted. Beyond a limit
 * they are counted from the distribution, whose buckets are 2 % wide: what shares a bucket with the
 * limit is good.
 */
public sealed interface Good extends Serializable {

  /** How many of all values of a window are not. */
  double badOf(long all, double sum, Map<String, Long> categories, Distribution distribution);

  /** What of the windows is needed for it. */
  default Want wants() {
    return Want.COUNTS;
  }

  /** Tells apart what is counted in different ways; empty where a signal has no other way. */
  default String key() {
    return "";
  }

  /** Some of the categories. */
  record Categories(Set<String> good) implements Good {
    public Categories {
      good = Set.copyOf(good);
    }

    @Override
    public double badOf(
        long all, double sum, Map<String, Long> categories, Distribution distribution) {
      return categories.entrySet().stream()
          .filter(entry -> !good.contains(entry.getKey()))
          .mapToLong(Map.Entry::getValue)
          .sum();
    }
  }

  /** Each value is itself a share of what is bad: they add up to it. */
  record SharesOfBad() implements Good {
    @Override
    public double badOf(
        long all, double sum, Map<String, Long> categories, Distribution distribution) {
      return sum;
    }
  }

  /** Each value is itself a share of what is good. */
  record SharesOfGood() implements Good {
    @Override
    public double badOf(
        long all, double sum, Map<String, Long> categories, Distribution distribution) {
      return all - sum;
    }
  }

  /** Values up to a limit, such as 2,000 ms. */
  record AtMost(double most) implements Good {
    public AtMost {
      positive(most);
    }

    @Override
    public double badOf(
        long all, double sum, Map<String, Long> categories, Distribution distribution) {
      return distribution.countBetween(Buckets.indexOf(most) + 1, Integer.MAX_VALUE);
    }

    @Override
    public Want wants() {
      return Want.DISTRIBUTION;
    }

    @Override
    public String key() {
      return " <= " + most;
    }
  }

  /** Values from a limit on; zeros are below any. */
  record AtLeast(double least) implements Good {
    public AtLeast {
      positive(least);
    }

    @Override
    public double badOf(
        long all, double sum, Map<String, Long> categories, Distribution distribution) {
      return (double) Math.max(0, distribution.zeros())
          + distribution.countBetween(Integer.MIN_VALUE, Buckets.indexOf(least) - 1);
    }

    @Override
    public Want wants() {
      return Want.DISTRIBUTION;
    }

    @Override
    public String key() {
      return " >= " + least;
    }
  }

  private static void positive(double limit) {
    if (!(limit >= Buckets.VALUE_MIN && limit <= Buckets.VALUE_MAX)) {
      throw new IllegalArgumentException("a limit must be from 1e-6 to 1e12: " + limit);
    }
  }
}
