package dev.leeway.standalone.detection;

import dev.leeway.signals.drift.reference.BenjaminiHochberg;
import dev.leeway.signals.drift.sequential.EBh;
import dev.leeway.signals.drift.sequential.RateDetector;
import dev.leeway.signals.drift.sequential.RateNull;
import dev.leeway.signals.drift.sequential.Side;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoublePredicate;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;

/**
 * Part C 2: 2,000 slices of 200 runs a pane, 3,000 panes, a bad rate of 2 % that doubles in 50 of
 * them at pane 2,000. False alarms over all slices and panes, and panes until the doubled are
 * found, by e-BH and by what is done to p-values of single panes.
 */
final class ManySlices implements Experiment {
  private static final int SLICES = 2_000;
  private static final int CHANGED = 50;
  private static final int RUNS = 200;
  private static final double RATE = 0.02;
  private static final long SEED = 2;

  private final int repetitions;
  private final int panes;
  private final int changeAt;

  /**
   * @param repetitions each with a seed of its own
   * @param panes how many, 3,000 for the specification
   * @param changeAt in which pane some slices change, 2,000 for the specification
   */
  ManySlices(int repetitions, int panes, int changeAt) {
    this.repetitions = repetitions;
    this.panes = panes;
    this.changeAt = changeAt;
  }

  /** What a rule says of the counts of one pane; what stays believed alarms once. */
  private interface Rule {
    boolean[] alarms(int[] bad);
  }

  /** Whether what is believed stays among the believed. */
  private enum Afterwards {
    STAYS,
    LEAVES
  }

  @Override
  public Outcome run() {
    List<Outcome.Row> rows =
        List.of(
            judged("Leeway, e-BH, alpha 1e-3", () -> new Believed(1e-3, Afterwards.STAYS)),
            judged("the same, believed leave", () -> new Believed(1e-3, Afterwards.LEAVES)),
            judged("Leeway, e-BH, alpha 1e-2", () -> new Believed(1e-2, Afterwards.STAYS)),
            judged("p < 0.001 a pane", () -> bad -> ofPanes(bad, p -> p < 0.001)),
            judged("Benjamini-Hochberg 0.05 a pane", () -> ManySlices::stepUp),
            judged("Bonferroni 0.05 a pane", () -> bad -> ofPanes(bad, p -> p < 0.05 / SLICES)));
    Outcome.Row ours = rows.getFirst();
    return new Outcome(
        "2",
        "%,d slices, %,d panes of %d runs, %d slices double at pane %,d; means of %d repetitions"
            .formatted(SLICES, panes, RUNS, CHANGED, changeAt, repetitions),
        rows,
        List.of(
            Outcome.Claim.atMost("false alarms", ours.number("false alarms"), 6),
            Outcome.Claim.atMost("delay in panes", ours.number("delay in panes"), 9)));
  }

  private record Told(int falseAlarms, double delay, long found) {}

  private Outcome.Row judged(String name, Supplier<Rule> rules) {
    List<Told> told =
        LongStream.range(SEED, SEED + repetitions)
            .mapToObj(seed -> told(rules.get(), new SplittableRandom(seed)))
            .toList();
    return Outcome.Row.of(name)
        .with("false alarms", mean(told, Told::falseAlarms))
        .with("delay in panes", mean(told, Told::delay))
        .with("found", mean(told, Told::found));
  }

  private Told told(Rule rule, SplittableRandom random) {
    Binomial doubled = new Binomial(RUNS, 2 * RATE);
    int[] delays = new int[CHANGED];
    int falseAlarms = 0;
    for (int pane = 0; pane < panes; pane++) {
      int[] bad = new int[SLICES];
      for (int slice = 0; slice < SLICES; slice++) {
        boolean changed = slice < CHANGED && pane >= changeAt;
        bad[slice] = (changed ? doubled : NULL).draw(random);
      }
      boolean[] alarms = rule.alarms(bad);
      for (int slice = 0; slice < SLICES; slice++) {
        boolean changed = slice < CHANGED && pane >= changeAt;
        if (alarms[slice] && !changed) {
          falseAlarms++;
        } else if (alarms[slice] && delays[slice] == 0) {
          delays[slice] = pane - changeAt + 1;
        }
      }
    }
    double delay = Arrays.stream(delays).filter(found -> found > 0).average().orElse(Double.NaN);
    return new Told(falseAlarms, delay, Arrays.stream(delays).filter(at -> at > 0).count());
  }

  private static double mean(List<Told> told, ToDoubleFunction<Told> number) {
    return told.stream().mapToDouble(number).average().orElse(Double.NaN);
  }

  private static final Binomial NULL = new Binomial(RUNS, RATE);

  private static double[] pValues(int[] bad) {
    return Arrays.stream(bad).mapToDouble(NULL::atLeast).toArray();
  }

  private static boolean[] ofPanes(int[] bad, DoublePredicate significant) {
    boolean[] alarms = new boolean[bad.length];
    double[] p = pValues(bad);
    for (int slice = 0; slice < bad.length; slice++) {
      alarms[slice] = significant.test(p[slice]);
    }
    return alarms;
  }

  private static boolean[] stepUp(int[] bad) {
    boolean[] alarms = new boolean[bad.length];
    double[] adjusted = BenjaminiHochberg.adjusted(pValues(bad));
    for (int slice = 0; slice < bad.length; slice++) {
      alarms[slice] = adjusted[slice] <= 0.05;
    }
    return alarms;
  }

  /** The product's rule: an e-process a slice, believed together by e-BH. */
  private static final class Believed implements Rule {
    private final RateNull rate = new RateNull(RATE, 0, 1);
    private final RateDetector[] detectors = new RateDetector[SLICES];
    private final boolean[] believed = new boolean[SLICES];
    private final double alpha;
    private final Afterwards afterwards;

    Believed(double alpha, Afterwards afterwards) {
      this.alpha = alpha;
      this.afterwards = afterwards;
      Arrays.setAll(detectors, slice -> new RateDetector());
    }

    @Override
    public boolean[] alarms(int[] bad) {
      double[] evidence = new double[SLICES];
      for (int slice = 0; slice < SLICES; slice++) {
        detectors[slice].step(bad[slice], RUNS, rate, 0);
        evidence[slice] = detectors[slice].logM(Side.UP);
      }
      double logLimit = EBh.logLimit(evidence, SLICES, alpha);
      boolean[] alarms = new boolean[SLICES];
      for (int slice = 0; slice < SLICES; slice++) {
        boolean now = evidence[slice] >= logLimit;
        alarms[slice] = now && !believed[slice];
        believed[slice] = now && afterwards == Afterwards.STAYS;
        if (alarms[slice] && afterwards == Afterwards.LEAVES) {
          detectors[slice].reset();
        }
      }
      return alarms;
    }
  }
}
