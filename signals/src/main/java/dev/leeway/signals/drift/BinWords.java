package dev.leeway.signals.drift;

import dev.leeway.signals.drift.baseline.Bins;
import dev.leeway.signals.drift.baseline.Histogram;
import dev.leeway.signals.window.Buckets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Names bins, and says which of them moved. */
final class BinWords {
  private BinWords() {}

  /** Every bin with its share before and after; of a rate, what is good and what is not. */
  static List<DriftDetail.BinShare> shares(
      Watch watch, Bins bins, Histogram baseline, Histogram window) {
    long[] before = bins.countsOf(baseline);
    long[] now = bins.countsOf(window);
    double n = Math.max(1, Arrays.stream(before).sum());
    double m = Math.max(1, Arrays.stream(now).sum());
    List<DriftDetail.BinShare> shares = new ArrayList<>();
    for (int bin = 0; bin < before.length; bin++) {
      String label =
          switch (watch) {
            case Watch.Rate rate -> bin == 0 ? "the others" : rate.label();
            case Watch.Distribution distribution -> range(distribution, bins, bin);
          };
      shares.add(new DriftDetail.BinShare(label, before[bin] / n, now[bin] / m));
    }
    return shares;
  }

  /** The bin whose share contributes most to PSI, in words. */
  static String mostMoved(Watch.Distribution watch, Bins bins, long[] before, long[] now) {
    double n = Arrays.stream(before).sum();
    double m = Arrays.stream(now).sum();
    int moved = 0;
    double most = -1;
    for (int bin = 0; bin < before.length; bin++) {
      double p = (before[bin] + 0.5) / n;
      double q = (now[bin] + 0.5) / m;
      double part = (q - p) * Math.log(q / p);
      if (part > most) {
        most = part;
        moved = bin;
      }
    }
    return "%s %s → %s of %s"
        .formatted(
            range(watch, bins, moved),
            Numbers.percent(before[moved] / n),
            Numbers.percent(now[moved] / m),
            watch.counted());
  }

  private static String range(Watch.Distribution watch, Bins bins, int bin) {
    int below = bin == 0 ? Integer.MIN_VALUE : bins.upperEdges().get(bin - 1);
    if (bin == bins.size() - 1) {
      return "above " + edge(watch, below);
    }
    int upper = bins.upperEdges().get(bin);
    if (upper == Integer.MIN_VALUE) {
      return "zero";
    }
    if (bin == 0 || below == Integer.MIN_VALUE) {
      return "up to " + edge(watch, upper);
    }
    return edge(watch, below) + " to " + edge(watch, upper);
  }

  private static String edge(Watch.Distribution watch, int index) {
    return Numbers.withUnit(
        index == Integer.MIN_VALUE ? 0 : Buckets.upperBoundOf(index), watch.unit());
  }
}
