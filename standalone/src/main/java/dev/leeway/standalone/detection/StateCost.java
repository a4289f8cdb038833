package dev.leeway.standalone.detection;

import dev.leeway.signals.drift.codec.StateWriter;
import dev.leeway.signals.drift.sequential.BinNull;
import dev.leeway.signals.drift.sequential.DistributionDetector;
import dev.leeway.signals.drift.sequential.LocationDetector;
import dev.leeway.signals.drift.sequential.LocationNull;
import dev.leeway.signals.window.FoldSettings;
import dev.leeway.signals.window.Measurement;
import dev.leeway.signals.window.Observation;
import dev.leeway.signals.window.Slice;
import dev.leeway.signals.window.WindowFold;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Part C 11: the time that one measured value takes on its way into its window, and the bytes that
 * a slice's e-processes keep for one signal when all of its eleven bins are in use.
 */
final class StateCost implements Experiment {
  private static final String SIGNAL = "complexity.input_tokens";
  private static final int SLICES = 50;
  private static final long SEED = 11;

  private final int events;

  /**
   * @param events how many are timed, after as many that are not
   */
  StateCost(int events) {
    this.events = events;
  }

  @Override
  public Outcome run() {
    double nanos = nanosPerEvent();
    int bytes = stateBytes();
    return new Outcome(
        "11",
        "%,d values into one-minute windows of %d slices; state of one slice and signal"
            .formatted(events, SLICES),
        List.of(
            Outcome.Row.of("Leeway")
                .with("nanoseconds a value", nanos)
                .with("bytes of e-processes", bytes)),
        List.of(
            Outcome.Claim.atMost("nanoseconds a value", nanos, 1_000),
            Outcome.Claim.atMost("bytes of e-processes", bytes, 2_048)));
  }

  private double nanosPerEvent() {
    List<Observation> observations = observations();
    WindowFold fold = new WindowFold(FoldSettings.of(Set.of(SIGNAL), Set.of()));
    addAll(fold, observations);
    fold.drain();
    long begun = System.nanoTime();
    addAll(fold, observations);
    return (double) (System.nanoTime() - begun) / events;
  }

  private void addAll(WindowFold fold, List<Observation> observations) {
    for (int event = 0; event < events; event++) {
      fold.add(observations.get(event % observations.size()));
    }
  }

  private static List<Observation> observations() {
    SplittableRandom random = new SplittableRandom(SEED);
    List<Observation> observations = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      observations.add(
          new Observation(
              Slice.ofAgent("bench", "test", "agent-" + random.nextInt(SLICES)),
              1,
              random.nextInt(300_000),
              Map.of(),
              List.of(Measurement.number(SIGNAL, Math.exp(random.nextGaussian(7, 1)))),
              "%032x".formatted(random.nextLong())));
    }
    return observations;
  }

  private static int stateBytes() {
    SplittableRandom random = new SplittableRandom(SEED);
    long[] reference = new long[11];
    Arrays.fill(reference, 300);
    double[] phi = new double[11];
    Arrays.fill(phi, 1.3);
    BinNull bins = BinNull.of(reference, phi, 0.01);
    LocationNull ranks = LocationNull.of(reference, 1.3, 0.01);
    DistributionDetector distribution = new DistributionDetector(11);
    LocationDetector location = new LocationDetector();
    for (int pane = 0; pane < 2_000; pane++) {
      long[] counts = random.longs(11, 0, 20).toArray();
      distribution.step(counts, bins, pane * 300_000L);
      location.step(counts, ranks, pane * 300_000L);
    }
    StateWriter writer = new StateWriter(1);
    distribution.encode(writer);
    location.encode(writer);
    return writer.bytes().length;
  }
}
