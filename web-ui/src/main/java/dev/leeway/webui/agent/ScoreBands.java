package dev.leeway.webui.agent;

import dev.leeway.signals.window.Buckets;
import dev.leeway.signals.window.Distribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Puts scores from 0 to 1 into a few bands. The ends have bands of their own, because most runs are
 * there and a curve over them would show nothing else.
 */
final class ScoreBands {
  static final List<String> LABELS =
      List.of("none", "to 25 %", "to 50 %", "to 75 %", "to 98 %", "all");

  private static final double[] UPPER = {0, 0.25, 0.5, 0.75, 0.98};

  private ScoreBands() {}

  /** The share of the scores in each band; all zero where there are none. */
  static List<Double> shares(Distribution scores) {
    double[] counts = new double[LABELS.size()];
    counts[0] = scores.zeros();
    for (Map.Entry<Integer, Long> bucket : scores.buckets().entrySet()) {
      counts[bandOf(Buckets.valueOf(bucket.getKey()))] += bucket.getValue();
    }
    List<Double> shares = new ArrayList<>();
    for (double count : counts) {
      shares.add(scores.isEmpty() ? 0 : count / scores.count());
    }
    return shares;
  }

  /** A bucket stands for its values within 1 %, so what is all is told apart by 2. */
  private static int bandOf(double score) {
    for (int band = 1; band < UPPER.length; band++) {
      if (score <= UPPER[band] * (band == UPPER.length - 1 ? 1 : 1.011)) {
        return band;
      }
    }
    return LABELS.size() - 1;
  }
}
