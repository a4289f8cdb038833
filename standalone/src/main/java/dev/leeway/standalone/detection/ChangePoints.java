package dev.leeway.standalone.detection;

import dev.leeway.signals.drift.reference.Adwin;
import dev.leeway.signals.drift.reference.Cusum;
import dev.leeway.signals.drift.reference.PageHinkley;
import dev.leeway.signals.drift.reference.ReferenceDetector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Change points of the Turing Change Point Dataset: F1 with a margin of 5 and covering, means over
 * its series. All detectors go through a series once, forwards; the sets of several dimensions are
 * joined. Others are shown numbers in deviations of the first tenth.
 */
final class ChangePoints implements Experiment {
  private static final int LEARNED_MIN = 10;

  private final TcpdSet set;

  ChangePoints(TcpdSet set) {
    this.set = set;
  }

  @Override
  public Outcome run() {
    return new Outcome(
        "5",
        "TCPD, %d annotated series; margin 5".formatted(set.series().size()),
        List.of(
            row("Leeway, e-detector on ranks", RankChanges::of),
            row("no change at all", values -> List.of()),
            row("CUSUM, k = 0.5, h = 5", by(() -> new Cusum(0, 1, 0.5, 5))),
            row("ADWIN, 0.002", by(Adwin::standard)),
            row("Page-Hinkley, River's", by(PageHinkley::standard))),
        List.of());
  }

  private Outcome.Row row(String name, Function<double[], List<Integer>> detector) {
    double f1 = 0;
    double covering = 0;
    for (TcpdSet.Annotated series : set.series()) {
      TreeSet<Integer> found = new TreeSet<>();
      series.dimensions().forEach(values -> found.addAll(detector.apply(values)));
      f1 += TcpdScore.f1(series.annotations(), found);
      covering += TcpdScore.covering(series.annotations(), found, series.length());
    }
    int count = set.series().size();
    return Outcome.Row.of(name).with("F1", f1 / count).with("covering", covering / count);
  }

  private static Function<double[], List<Integer>> by(Supplier<ReferenceDetector> detectors) {
    return values -> {
      int learned = Math.min(values.length, Math.max(LEARNED_MIN, values.length / 10));
      double mean = Arrays.stream(values, 0, learned).average().orElse(0);
      double variance =
          Arrays.stream(values, 0, learned).map(x -> (x - mean) * (x - mean)).average().orElse(0);
      double deviation = variance > 0 ? Math.sqrt(variance) : 1;
      ReferenceDetector detector = detectors.get();
      List<Integer> found = new ArrayList<>();
      for (int at = 0; at < values.length; at++) {
        if (detector.step((values[at] - mean) / deviation)) {
          found.add(at);
        }
      }
      return found;
    };
  }
}
