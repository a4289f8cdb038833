package dev.leeway.signals.drift;

import dev.leeway.signals.drift.baseline.Bins;
import dev.leeway.signals.drift.baseline.Histogram;
import dev.leeway.signals.drift.baseline.SlotCounts;
import dev.leeway.signals.drift.measure.Distances;
import dev.leeway.signals.drift.measure.Proportion;
import dev.leeway.signals.drift.measure.PsiNull;
import dev.leeway.signals.drift.measure.TwoProportions;
import dev.leeway.signals.window.Buckets;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a drift finding says of a window against a baseline: the sentence, and the numbers behind
 * it.
 *
 * <p>Quantiles are within 1 %; p99 is told only from 100 runs on each side, because of fewer it is
 * the maximum. Both sides must hold runs.
 */
record DriftStatement(String text, Map<String, Double> evidence) {
  DriftStatement {
    evidence = Map.copyOf(evidence);
  }

  static DriftStatement of(
      Watch watch, Bins bins, double phi, SlotCounts baseline, Histogram window, String since) {
    return switch (watch) {
      case Watch.Rate rate -> ofRate(rate, baseline.counts(), window, since);
      case Watch.Distribution distribution ->
          ofDistribution(distribution, bins, phi, baseline.counts(), window, since);
    };
  }

  private static DriftStatement ofRate(
      Watch.Rate watch, Histogram baseline, Histogram window, String since) {
    Proportion before = badOf(baseline);
    Proportion now = badOf(window);
    TwoProportions rates = new TwoProportions(before, now);
    Proportion.Interval ratio = rates.rateRatioInterval(0.95);
    Proportion.Interval interval = now.wilson(0.95);
    Map<String, Double> evidence = new TreeMap<>();
    evidence.put("n", (double) now.n());
    evidence.put("m", (double) before.n());
    evidence.put("rate", now.share());
    evidence.put("rate_baseline", before.share());
    evidence.put("rate_low", interval.low());
    evidence.put("rate_high", interval.high());
    evidence.put("rate_ratio", Math.exp(rates.logRateRatio()));
    evidence.put("rate_ratio_low", ratio.low());
    evidence.put("rate_ratio_high", ratio.high());
    evidence.put("cohen_h", rates.cohenH());
    String text =
        "%s %s → %s (%s, 95 %% interval %s to %s) %s, %s of %s runs against %s of %s"
            .formatted(
                watch.label(),
                Numbers.percent(before.share()),
                Numbers.percent(now.share()),
                Numbers.ratio(Math.exp(rates.logRateRatio())),
                Numbers.ratio(ratio.low()),
                Numbers.ratio(ratio.high()),
                since,
                Numbers.count(now.k()),
                Numbers.count(now.n()),
                Numbers.count(before.k()),
                Numbers.count(before.n()));
    return new DriftStatement(text, evidence);
  }

  private static DriftStatement ofDistribution(
      Watch.Distribution watch,
      Bins bins,
      double phi,
      Histogram baseline,
      Histogram window,
      String since) {
    long[] before = bins.countsOf(baseline);
    long[] now = bins.countsOf(window);
    double psi = Distances.psi(before, now);
    PsiNull nullOf = PsiNull.of(bins.size(), baseline.count(), window.count(), phi);
    Map<String, Double> evidence = new TreeMap<>();
    evidence.put("n", (double) window.count());
    evidence.put("m", (double) baseline.count());
    evidence.put("bins", (double) bins.size());
    evidence.put("phi", phi);
    evidence.put("psi", psi);
    evidence.put("psi_debiased", nullOf.debiased(psi));
    Proportion.Interval interval = nullOf.interval(psi, 0.95);
    evidence.put("psi_low", interval.low());
    evidence.put("psi_high", interval.high());
    evidence.put("total_variation", Distances.totalVariation(before, now));
    evidence.put(
        "jensen_shannon_distance_base2", Distances.jensenShannonDistanceBase2(before, now));
    evidence.put("wasserstein_sd", wasserstein(baseline, window));
    for (double level : new double[] {0.5, 0.9, 0.99}) {
      if (tells(level, baseline, window)) {
        evidence.put(nameOf(level), window.quantile(level));
        evidence.put(nameOf(level) + "_baseline", baseline.quantile(level));
      }
    }
    evidence.values().removeIf(value -> value.isNaN());
    String text =
        "%s %s, %s %s against %s; %s; PSI %s (95 %% interval %s to %s)"
            .formatted(
                quantileShift(watch, baseline, window),
                since,
                Numbers.count(window.count()),
                watch.counted(),
                Numbers.count(baseline.count()),
                BinWords.mostMoved(watch, bins, before, now),
                Numbers.plain(nullOf.debiased(psi)),
                Numbers.plain(interval.low()),
                Numbers.plain(interval.high()));
    return new DriftStatement(text, evidence);
  }

  /** The quantile that moved by the largest factor. */
  private static String quantileShift(
      Watch.Distribution watch, Histogram baseline, Histogram window) {
    double strongest = 0.5;
    double largest = -1;
    for (double level : new double[] {0.5, 0.9, 0.99}) {
      double shift = Math.abs(Math.log(factor(level, baseline, window)));
      if (tells(level, baseline, window) && shift > largest * 1.05) {
        strongest = level;
        largest = shift;
      }
    }
    double before = baseline.quantile(strongest);
    double now = window.quantile(strongest);
    String words =
        "%s of %s %s → %s"
            .formatted(
                nameOf(strongest),
                watch.label(),
                Numbers.withUnit(before, watch.unit()),
                Numbers.withUnit(now, watch.unit()));
    return before > 0 && now > 0 ? words + " (" + Numbers.ratio(now / before) + ")" : words;
  }

  private static double factor(double level, Histogram baseline, Histogram window) {
    double before = baseline.quantile(level);
    double now = window.quantile(level);
    if (before == 0 && now == 0) {
      return 1;
    }
    return Math.max(now, Buckets.VALUE_MIN) / Math.max(before, Buckets.VALUE_MIN);
  }

  private static boolean tells(double level, Histogram baseline, Histogram window) {
    return level < 0.99 || (baseline.count() >= 100 && window.count() >= 100);
  }

  private static String nameOf(double level) {
    return "p" + Math.round(level * 100);
  }

  private static Proportion badOf(Histogram histogram) {
    return new Proportion(histogram.count() - histogram.zeros(), histogram.count());
  }

  private static double wasserstein(Histogram baseline, Histogram window) {
    Map<Integer, Long> before = baseline.buckets();
    Map<Integer, Long> now = window.buckets();
    TreeSet<Integer> all = new TreeSet<>(before.keySet());
    all.addAll(now.keySet());
    double[] middles = new double[all.size() + 1];
    long[] reference = new long[middles.length];
    long[] current = new long[middles.length];
    reference[0] = baseline.zeros();
    current[0] = window.zeros();
    int next = 1;
    for (int index : all) {
      middles[next] = Buckets.valueOf(index);
      reference[next] = before.getOrDefault(index, 0L);
      current[next++] = now.getOrDefault(index, 0L);
    }
    return Distances.normalisedWasserstein(middles, reference, current);
  }
}
