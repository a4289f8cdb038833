package dev.leeway.signals.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.signals.window.FoldSettings;
import dev.leeway.signals.window.Measurement;
import dev.leeway.signals.window.Observation;
import dev.leeway.signals.window.Slice;
import dev.leeway.signals.window.WindowFold;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Open windows in the room that design gives them: 5,000 slices in 128 MiB. */
final class OpenWindowsBudgetTest {
  private static final long MINUTE = 1_795_000_020_000L;
  private static final int AGENTS = 500;

  /** Of each agent: two versions, two models, a route, two replicas, a source, a key. */
  private static final int VALUES = 9;

  @Test
  void aMinuteOfFiveThousandSlicesFitsInTheBudgetWithEverySignalOfARun() {
    FoldSettings settings = SignalCatalogue.standard().foldSettings();
    WindowFold fold = new WindowFold(settings);
    fill(fold);

    assertThat(fold.activeSlices()).isEqualTo(AGENTS * (1 + VALUES));
    assertThat(fold.overflowed()).isZero();
    assertThat(settings.bytesMax()).isEqualTo(128L << 20);
    assertThat(fold.full()).isFalse();
    assertThat(fold.bytes()).isBetween(settings.bytesMax() / 4, settings.bytesMax());
    fold.drain();
    assertThat(fold.bytes()).isZero();
  }

  @Test
  void aFoldThatIsOneOfFourAsksToBeDrainedAtAFourth() {
    FoldSettings shared = SignalCatalogue.standard().foldSettings().sharedBy(4);
    WindowFold fold = new WindowFold(shared);
    fill(fold);
    assertThat(fold.full()).isTrue();
  }

  private static void fill(WindowFold fold) {
    SplittableRandom random = new SplittableRandom(5);
    List<Signal> signals =
        SignalCatalogue.standard().signals().stream()
            .filter(signal -> signal.scope() == Signal.Scope.RUN)
            .toList();
    for (int agent = 0; agent < AGENTS; agent++) {
      Slice whole = Slice.ofAgent("acme", "production", "agent-" + agent);
      for (int run = 0; run < 8; run++) {
        fold.add(
            new Observation(
                whole,
                1,
                MINUTE + run,
                Map.of(
                    "version",
                    "v" + run % 2,
                    "model",
                    "model-" + run % 2,
                    "operation",
                    "chat",
                    "replica",
                    "pod-" + run % 2,
                    "data_source",
                    "orders",
                    "key",
                    "blue"),
                measured(signals, random),
                "%016x%016x".formatted(random.nextLong(), random.nextLong())));
      }
    }
  }

  private static List<Measurement> measured(List<Signal> signals, SplittableRandom random) {
    List<Measurement> measured = new ArrayList<>();
    for (Signal signal : signals) {
      measured.add(
          signal.categorical()
              ? Measurement.category(signal.name(), "kind-" + random.nextInt(3))
              : Measurement.number(signal.name(), random.nextDouble(1, 1e4)));
    }
    return measured;
  }
}
