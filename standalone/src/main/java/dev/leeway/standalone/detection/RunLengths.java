package dev.leeway.standalone.detection;

import dev.leeway.signals.drift.reference.Adwin;
import dev.leeway.signals.drift.reference.Cusum;
import dev.leeway.signals.drift.reference.Ddm;
import dev.leeway.signals.drift.reference.Ewma;
import dev.leeway.signals.drift.reference.LikelihoodCusum;
import dev.leeway.signals.drift.reference.PageHinkley;
import dev.leeway.signals.drift.reference.ReferenceDetector;
import dev.leeway.signals.drift.sequential.RateNull;
import dev.leeway.standalone.detection.StreamDetector.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * Part C 1 and 12: a stream of events of which 2 % are bad. How many events until a false alarm,
 * and from a change until the alarm, beside the detectors that others use, and Lorden's bound.
 *
 * <p>The mean time to a false alarm is estimated as events seen over alarms raised, from runs that
 * end at an alarm or at {@code eventsMax}; a detector that raised none has none. Delays are those
 * of runs without an alarm before the change, which comes after {@value #BEFORE_CHANGE} events.
 */
final class RunLengths implements Experiment {
  private static final double RATE = 0.02;
  private static final double LIMIT = 1e5;
  private static final int BEFORE_CHANGE = 20_000;
  private static final int AFTER_CHANGE_MAX = 100_000;
  private static final double[] CHANGED = {0.025, 0.03, 0.04, 0.06, 0.1};
  private static final long SEED = 1;

  private final int runs;
  private final int eventsMax;

  /**
   * @param runs per detector, at least 300 for the specification
   * @param eventsMax where a run without change ends
   */
  RunLengths(int runs, int eventsMax) {
    this.runs = runs;
    this.eventsMax = eventsMax;
  }

  private record Contender(String name, Supplier<ReferenceDetector> detectors) {}

  private record Delay(double events, int falseAlarms) {}

  @Override
  public Outcome run() {
    List<Outcome.Row> rows = new ArrayList<>();
    List<Outcome.Claim> claims = new ArrayList<>();
    for (Contender contender : contenders()) {
      double runLength = meanRunLength(contender);
      Outcome.Row row = Outcome.Row.of(contender.name).with("events to a false alarm", runLength);
      double atDouble = Double.NaN;
      int falseAlarms = 0;
      for (double changed : CHANGED) {
        Delay delay = delayAfter(contender, changed);
        row = row.with("delay to %s %%".formatted(percent(changed)), delay.events);
        falseAlarms = Math.max(falseAlarms, delay.falseAlarms);
        atDouble = changed == 2 * RATE ? delay.events : atDouble;
      }
      rows.add(row.with("runs with a false alarm before", falseAlarms));
      if (rows.size() == 1) {
        claims.add(new Outcome.Claim("events to a false alarm", runLength, LIMIT, 1.7e5));
        claims.add(Outcome.Claim.atMost("delay to 4 %", atDouble, 850));
        claims.add(
            Outcome.Claim.atMost("delay to 4 % ÷ Lorden's bound", atDouble / lordenBound(), 1.5));
      }
    }
    return new Outcome(
        "1, 12",
        "events of a 2 %% rate, %d runs each, changes after %,d events"
            .formatted(runs, BEFORE_CHANGE),
        rows,
        claims);
  }

  /** {@code log(ARL) / KL(f1 || f0)} for a doubling (Lorden 1971). */
  private static double lordenBound() {
    double after = 2 * RATE;
    double divergence =
        after * Math.log(after / RATE) + (1 - after) * Math.log((1 - after) / (1 - RATE));
    return Math.log(LIMIT) / divergence;
  }

  private static List<Contender> contenders() {
    RateNull rate = new RateNull(RATE, 0, 1);
    double deviation = Math.sqrt(RATE * (1 - RATE));
    return List.of(
        new Contender(
            "Leeway, e-SR at 1e5", () -> new StreamDetector(rate, Form.SHIRYAEV_ROBERTS, LIMIT)),
        new Contender("Leeway, e-CUSUM at 1e5", () -> new StreamDetector(rate, Form.CUSUM, LIMIT)),
        new Contender("CUSUM tuned to 4 %, h = 7", () -> new LikelihoodCusum(RATE, 2 * RATE, 7)),
        new Contender("CUSUM, k = 0.5, h = 5", () -> new Cusum(RATE, deviation, 0.5, 5)),
        new Contender("EWMA, 0.1, 2.814", () -> new Ewma(RATE, deviation, 0.1, 2.814)),
        new Contender("ADWIN, 0.002", Adwin::standard),
        new Contender("Page-Hinkley, River's", PageHinkley::standard),
        new Contender("DDM", Ddm::standard));
  }

  private double meanRunLength(Contender contender) {
    SplittableRandom random = new SplittableRandom(SEED);
    long events = 0;
    long alarms = 0;
    for (int run = 0; run < runs; run++) {
      SplittableRandom own = random.split();
      ReferenceDetector detector = contender.detectors.get();
      boolean alarm = false;
      for (int event = 0; event < eventsMax && !alarm; event++) {
        alarm = detector.step(own.nextDouble() < RATE ? 1 : 0);
        events++;
      }
      alarms += alarm ? 1 : 0;
    }
    return alarms == 0 ? Double.NaN : (double) events / alarms;
  }

  private Delay delayAfter(Contender contender, double changed) {
    SplittableRandom random = new SplittableRandom(SEED + 1);
    long delays = 0;
    int found = 0;
    int falseAlarms = 0;
    for (int run = 0; run < runs; run++) {
      SplittableRandom own = random.split();
      ReferenceDetector detector = contender.detectors.get();
      boolean early = false;
      for (int event = 0; event < BEFORE_CHANGE; event++) {
        early |= detector.step(own.nextDouble() < RATE ? 1 : 0);
      }
      falseAlarms += early ? 1 : 0;
      int delay = 1;
      while (delay <= AFTER_CHANGE_MAX && !detector.step(own.nextDouble() < changed ? 1 : 0)) {
        delay++;
      }
      if (!early && delay <= AFTER_CHANGE_MAX) {
        delays += delay;
        found++;
      }
    }
    return new Delay(found == 0 ? Double.NaN : (double) delays / found, falseAlarms);
  }

  private static String percent(double share) {
    double percent = share * 100;
    return percent == Math.rint(percent) ? Long.toString(Math.round(percent)) : "" + percent;
  }
}
