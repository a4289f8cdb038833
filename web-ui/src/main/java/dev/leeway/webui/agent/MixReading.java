package dev.leeway.webui.agent;

import dev.leeway.signals.catalogue.Signal;
import dev.leeway.storage.query.SignalValues;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * A categorical signal now beside its baseline, and what stands out in it: answers that are not
 * good where the signal knows good ones, else what is new.
 *
 * @param categories the most frequent now first, those that are gone last
 */
record MixReading(List<Category> categories, long now, long before, boolean knowsGood) {
  /** With fewer answers before, nothing can be called new. */
  static final long BEFORE_MIN = 50;

  /** A category of at most this share before was rare: what was rare and comes often is new. */
  private static final double RARE_SHARE = 0.01;

  private static final long NEW_MIN = 3;
  private static final double GROWN_MIN = 3;

  /**
   * One category.
   *
   * @param standsOut whether it is new, or is no good answer
   */
  record Category(String name, long now, double share, double shareBefore, boolean standsOut) {
    boolean gone() {
      return now == 0;
    }
  }

  MixReading {
    categories = List.copyOf(categories);
  }

  static MixReading of(Signal signal, SignalValues now, SignalValues before) {
    boolean knowsGood = !signal.goodCategories().isEmpty();
    TreeSet<String> names = new TreeSet<>(now.categories().keySet());
    names.addAll(before.categories().keySet());
    List<Category> categories = new ArrayList<>();
    for (String name : names) {
      long count = now.categories().getOrDefault(name, 0L);
      double share = count == 0 ? 0 : now.share(name);
      double shareBefore = before.categories().containsKey(name) ? before.share(name) : 0;
      boolean out =
          knowsGood
              ? count > 0 && !signal.goodCategories().contains(name)
              : before.count() >= BEFORE_MIN && isNew(count, share, shareBefore);
      categories.add(new Category(name, count, share, shareBefore, out));
    }
    categories.sort(
        Comparator.comparingLong(Category::now)
            .thenComparingDouble(Category::shareBefore)
            .reversed()
            .thenComparing(Category::name));
    return new MixReading(categories, now.count(), before.count(), knowsGood);
  }

  private static boolean isNew(long count, double share, double shareBefore) {
    return count >= NEW_MIN && shareBefore <= RARE_SHARE && share > GROWN_MIN * shareBefore;
  }

  /** The most frequent now of those that stand out, or of the others. */
  List<Category> present(boolean standingOut) {
    return categories.stream()
        .filter(category -> !category.gone() && category.standsOut() == standingOut)
        .toList();
  }
}
