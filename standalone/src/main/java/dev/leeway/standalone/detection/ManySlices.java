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
 * them at pane 2,000. False alarms over all slices and panes, and how many changed panes it takes
 * until the doubled are found, by e-BH and by what is done to p-values of single panes.
 *
 * <p>Of ours, the first line is what the monitor does, all but its gate, which compares with
 * seasons that are not simulated here; the lines below restart a process at its alarm and let it
 * stay among the K, which is the specification's set-up.
 */
final class ManySlices implements Experiment {
  private static final int SLICES = 2_000;
  private static final int CHANGED = 50;

  /** The changed ones lie among the others: a slice that is looked at later knows more. */
  private static final int EVERY = SLICES / CHANGED;

  private static final int RUNS = 200;
  private static final double RATE = 0.02;
  private static final RateNull NORMAL = new RateNull(RATE, 0, 1);
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

  /** What a rule says of the counts of one pane. */
  interface Rule {
    boolean[] alarms(int[] bad);
  }

  @Override
  public Outcome run() {
    List<Outcome.Row> rows =
        List.of(
            judged(
                "Leeway, as its monitor, 1e-3",
                () -> new MonitoredSlices(SLICES, RUNS, NORMAL, 1e-3)),
            judged("the same, 1e-2", () -> new MonitoredSlices(SLICES, RUNS, NORMAL, 1e-2)),
            judged("e-BH, restarts, 1e-3", () -> new Restarting(1e-3)),
            judged("e-BH, restarts, 1e-2", () -> new Restarting(1e-2)),
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
        boolean changed = slice % EVERY == 0 && pane >= changeAt;
        bad[slice] = (changed ? doubled : NULL).draw(random);
      }
      boolean[] alarms = rule.alarms(bad);
      for (int slice = 0; slice < SLICES; slice++) {
        boolean changed = slice % EVERY == 0 && pane >= changeAt;
        if (alarms[slice] && !changed) {
          falseAlarms++;
        } else if (alarms[slice] && delays[slice / EVERY] == 0) {
          delays[slice / EVERY] = pane - changeAt + 1;
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

  /** Each pane's e-BH over all processes; one that alarms starts anew. */
  private static final class Restarting implements Rule {
    private final RateDetector[] detectors = new RateDetector[SLICES];
    private final double alpha;

    Restarting(double alpha) {
      this.alpha = alpha;
      Arrays.setAll(detectors, slice -> new RateDetector());
    }

    @Override
    public boolean[] alarms(int[] bad) {
      double[] evidence = new double[SLICES];
      for (int slice = 0; slice < SLICES; slice++) {
        detectors[slice].step(bad[slice], RUNS, NORMAL, 0);
        evidence[slice] = detectors[slice].logM(Side.UP);
      }
      double logLimit = EBh.logLimit(evidence, SLICES, alpha);
      boolean[] alarms = new boolean[SLICES];
      for (int slice = 0; slice < SLICES; slice++) {
        alarms[slice] = evidence[slice] >= logLimit;
        if (alarms[slice]) {
          detectors[slice].reset();
        }
      }
      return alarms;
    }
  }
}
