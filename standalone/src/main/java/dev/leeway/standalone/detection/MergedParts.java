package dev.leeway.standalone.detection;

import dev.leeway.signals.drift.baseline.Bins;
import dev.leeway.signals.drift.baseline.Histogram;
import dev.leeway.signals.drift.sequential.BinNull;
import dev.leeway.signals.drift.sequential.DistributionDetector;
import dev.leeway.signals.window.FoldSettings;
import dev.leeway.signals.window.Measurement;
import dev.leeway.signals.window.MergedWindow;
import dev.leeway.signals.window.Observation;
import dev.leeway.signals.window.Slice;
import dev.leeway.signals.window.WindowFold;
import dev.leeway.signals.window.WindowPartial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Part C 6: the same observations folded by 1, 4 and 16 subtasks in other orders. The merged panes
 * have the same bin counts, the detector the same evidence to the last bit, and quantiles are
 * within the sketch's 1 % of the sorted values.
 */
final class MergedParts implements Experiment {
  private static final int MINUTES = 360;
  private static final int PANE_MINUTES = 5;
  private static final String SIGNAL = "complexity.input_tokens";
  private static final Slice AGENT = Slice.ofAgent("bench", "test", "agent");
  private static final long SEED = 6;

  private final int runsPerMinute;

  /**
   * @param runsPerMinute at least 20
   */
  MergedParts(int runsPerMinute) {
    this.runsPerMinute = runsPerMinute;
  }

  private record Merged(List<long[]> panes, double logM, double worstQuantileError) {}

  @Override
  public Outcome run() {
    List<Observation> observations = observations();
    Merged one = merged(observations, 1);
    List<Outcome.Row> rows = new ArrayList<>();
    double differences = 0;
    double worst = 0;
    for (int parts : new int[] {1, 4, 16}) {
      Merged merged = merged(observations, parts);
      int panes = differingPanes(one, merged);
      double evidence = Math.abs(merged.logM - one.logM);
      differences += panes + evidence;
      worst = Math.max(worst, merged.worstQuantileError);
      rows.add(
          Outcome.Row.of("%d subtasks".formatted(parts))
              .with("panes with other bin counts", panes)
              .with("difference of logM", evidence)
              .with("greatest error of p50, p90, p99", merged.worstQuantileError));
    }
    return new Outcome(
        "6",
        "%,d observations folded in parts".formatted(observations.size()),
        rows,
        List.of(
            Outcome.Claim.atMost("differences", differences, 0),
            Outcome.Claim.atMost("error of quantiles", worst, 0.01)));
  }

  private List<Observation> observations() {
    SplittableRandom random = new SplittableRandom(SEED);
    List<Observation> observations = new ArrayList<>();
    for (int minute = 0; minute < MINUTES; minute++) {
      // The last hour is half as large again, so that there is evidence to be compared.
      double level = minute < MINUTES - 60 ? 6.5 : 6.9;
      for (int run = 0; run < runsPerMinute; run++) {
        double tokens = Math.rint(Math.exp(random.nextGaussian(level, 1)));
        observations.add(
            new Observation(
                AGENT,
                1,
                minute * 60_000L + random.nextInt(60_000),
                Map.of(),
                List.of(Measurement.number(SIGNAL, tokens)),
                "%032x".formatted(random.nextLong())));
      }
    }
    return observations;
  }

  private static Merged merged(List<Observation> observations, int parts) {
    List<WindowPartial> partials = folded(observations, parts);
    List<Histogram> panes = new ArrayList<>();
    for (int start = 0; start < MINUTES; start += PANE_MINUTES) {
      long from = start * 60_000L;
      panes.add(
          Histogram.sumOf(
              partials.stream()
                  .filter(partial ->
                      partial.windowStartMillis() >= from
                          && partial.windowStartMillis() < from + PANE_MINUTES * 60_000L)
                  .map(MergedParts::histogramOf)
                  .toList()));
    }
    Histogram reference = Histogram.sumOf(panes.subList(0, panes.size() / 2));
    Bins bins = Bins.cut(reference);
    double[] phi = new double[bins.size()];
    Arrays.fill(phi, 1);
    BinNull normal = BinNull.of(bins.countsOf(reference), phi, 0.01);
    DistributionDetector detector = new DistributionDetector(bins.size());
    List<long[]> counts = new ArrayList<>();
    for (Histogram pane : panes) {
      counts.add(bins.countsOf(pane));
      detector.step(counts.getLast(), normal, 0);
    }
    return new Merged(counts, detector.logM(), quantileError(Histogram.sumOf(panes), observations));
  }

  private static List<WindowPartial> folded(List<Observation> observations, int parts) {
    SplittableRandom random = new SplittableRandom(parts);
    List<WindowFold> folds = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      folds.add(new WindowFold(FoldSettings.of(Set.of(SIGNAL), Set.of())));
    }
    List<WindowPartial> partials = new ArrayList<>();
    for (Observation observation : observations) {
      WindowFold fold = folds.get(random.nextInt(parts));
      fold.add(observation);
      if (random.nextInt(1_000) == 0) {
        partials.addAll(fold.drain());
      }
    }
    folds.forEach(fold -> partials.addAll(fold.drain()));
    return partials;
  }

  private static Histogram histogramOf(WindowPartial partial) {
    MergedWindow window = MergedWindow.of(partial);
    return Histogram.of(window.distribution().buckets(), window.distribution().zeros());
  }

  private static double quantileError(Histogram all, List<Observation> observations) {
    double[] sorted =
        observations.stream()
            .mapToDouble(observation -> observation.measurements().getFirst().value())
            .sorted()
            .toArray();
    double worst = 0;
    for (double share : new double[] {0.5, 0.9, 0.99}) {
      double exact = sorted[(int) (share * (sorted.length - 1))];
      worst = Math.max(worst, Math.abs(all.quantile(share) - exact) / exact);
    }
    return worst;
  }

  private static int differingPanes(Merged one, Merged other) {
    int differing = 0;
    for (int pane = 0; pane < one.panes.size(); pane++) {
      differing += Arrays.equals(one.panes.get(pane), other.panes.get(pane)) ? 0 : 1;
    }
    return differing;
  }
}
