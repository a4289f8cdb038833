package dev.leeway.signals.condition.mix;

import dev.leeway.signals.window.Exemplar;
import java.util.Collection;
import java.util.TreeSet;

/**
 * Counts who says that something changed. Answers of one conversation are alike, so a binomial test
 * over answers believes four turns of one of them; it is asked only when at least {@value #MIN}
 * minutes and as many conversations (traces, where no conversation is known; minutes, where not
 * even those are, as in stored windows) say the same. Not thread-safe.
 */
public final class Witnesses {
  public static final int MIN = 3;

  private final TreeSet<String> seen = new TreeSet<>();
  private int minutes;

  /**
   * A minute in which it came.
   *
   * @param exemplars of what came; of each category, or band of numbers, one
   */
  public void add(long minuteMillis, Collection<String> exemplars) {
    minutes++;
    if (exemplars.isEmpty()) {
      seen.add("minute " + minuteMillis);
    }
    exemplars.forEach(exemplar -> seen.add(Exemplar.witnessOf(exemplar)));
  }

  public boolean enough() {
    return minutes >= MIN && seen.size() >= MIN;
  }
}
