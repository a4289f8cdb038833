package dev.leeway.standalone.detection;

import dev.leeway.signals.drift.sequential.MixtureProcess;
import dev.leeway.signals.drift.sequential.PValues;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds changes in a short series without any history: the product's e-detector over p-values of
 * each number's rank among those since the last change. The change is where the evidence began. Not
 * thread-safe.
 *
 * <p>{@code p = min(1, 2 (1 + the smaller of how many are at least, and at most, as great) / (n +
 * 1))}, turned into an e-value by {@link PValues}; a change at an evidence of 100.
 */
final class RankChanges {
  private static final double LOG_LIMIT = Math.log(100);
  private static final int LEARNED_MIN = 10;
  private static final long MINUTE = 60_000;

  private final MixtureProcess evidence = new MixtureProcess(1);
  private final List<Double> since = new ArrayList<>();

  static List<Integer> of(double[] values) {
    RankChanges changes = new RankChanges();
    List<Integer> positions = new ArrayList<>();
    for (int at = 0; at < values.length; at++) {
      int change = changes.step(values[at], at);
      if (change > 0) {
        positions.add(change);
      }
    }
    return positions;
  }

  /** Where the series changed, 0 for nowhere. */
  private int step(double value, int at) {
    if (since.size() >= LEARNED_MIN) {
      long above = since.stream().filter(past -> past >= value).count();
      long below = since.stream().filter(past -> past <= value).count();
      double p = Math.min(1, 2.0 * (1 + Math.min(above, below)) / (since.size() + 1));
      // The process counts in minutes: a position is one.
      evidence.step(0, Math.log(PValues.mixtureEvalue(p)), at * MINUTE);
    }
    since.add(value);
    if (evidence.logM() < LOG_LIMIT) {
      return 0;
    }
    int change = Math.toIntExact(evidence.onsetMillis() / MINUTE);
    since.clear();
    evidence.reset();
    return change;
  }
}
