package dev.leeway.standalone.detection;

import dev.leeway.signals.drift.reference.Adwin;
import dev.leeway.signals.drift.reference.Cusum;
import dev.leeway.signals.drift.reference.Ewma;
import dev.leeway.signals.drift.reference.PageHinkley;
import dev.leeway.signals.drift.reference.ReferenceDetector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Part C 5, the corpus: the Numenta Anomaly Benchmark scored by its own profiles. Each detector has
 * its defaults and sees numbers in deviations of the series' first 15 %, which are for learning;
 * the product's monitor and rule see them as they are.
 */
final class NabScores implements Experiment {
  /** From the benchmark's repository, whole corpus, the limit of each chosen by its labels. */
  private static final List<Outcome.Row> PUBLISHED =
      List.of(
          published("ARTime", 74.9),
          published("Numenta HTM", 70.1),
          published("relative entropy", 54.6),
          published("random cut forest", 51.7),
          published("windowed Gaussian", 39.6),
          published("random", 16.8));

  private final NabCorpus corpus;

  NabScores(NabCorpus corpus) {
    this.corpus = corpus;
  }

  private record Contender(String name, Function<NabSeries, List<Integer>> alarms) {}

  @Override
  public Outcome run() {
    List<Outcome.Row> rows = new ArrayList<>();
    for (Contender contender : contenders()) {
      rows.add(rowOf(contender));
    }
    rows.addAll(PUBLISHED);
    return new Outcome(
        "5",
        "NAB, %d series with %d windows; published scores are those of its 58 series"
            .formatted(corpus.series().size(), corpus.windows()),
        rows,
        List.of());
  }

  private Outcome.Row rowOf(Contender contender) {
    List<List<Integer>> alarms = corpus.series().stream().map(contender.alarms).toList();
    Outcome.Row row = Outcome.Row.of(contender.name);
    for (NabProfile profile : corpus.profiles()) {
      NabScore score = new NabScore(profile);
      for (int at = 0; at < alarms.size(); at++) {
        score.add(corpus.series().get(at), alarms.get(at));
      }
      row = row.with(profile.name(), score.scaled());
    }
    long found = 0;
    long outside = 0;
    for (int at = 0; at < alarms.size(); at++) {
      NabSeries series = corpus.series().get(at);
      List<Integer> judged =
          alarms.get(at).stream().filter(alarm -> alarm >= series.judgedFrom()).toList();
      found += series.windows().stream().filter(w -> judged.stream().anyMatch(w::holds)).count();
      outside += judged.stream().filter(alarm -> !series.inWindow(alarm)).count();
    }
    return row.with("windows found", (double) found).with("false alarms", (double) outside);
  }

  private static List<Contender> contenders() {
    List<Contender> contenders = new ArrayList<>();
    contenders.add(new Contender("Leeway, monitor and four weeks", NabScores::ours));
    contenders.add(new Contender("Leeway, four-week rule alone", NabScores::seasonal));
    peers().forEach((name, alarms) -> contenders.add(new Contender(name, alarms)));
    return contenders;
  }

  /** What others alarm on, by name. */
  static SequencedMap<String, Function<NabSeries, List<Integer>>> peers() {
    SequencedMap<String, Function<NabSeries, List<Integer>>> peers = new LinkedHashMap<>();
    peers.put("CUSUM, k = 0.5, h = 5", by(() -> new Cusum(0, 1, 0.5, 5)));
    peers.put("EWMA, 0.1, 2.814", by(() -> new Ewma(0, 1, 0.1, 2.814)));
    peers.put("ADWIN, 0.002", by(Adwin::standard));
    peers.put("Page-Hinkley, River's", by(PageHinkley::standard));
    return peers;
  }

  private static List<Integer> ours(NabSeries series) {
    return Stream.concat(MonitorAlarms.of(series).stream(), seasonal(series).stream())
        .sorted()
        .distinct()
        .toList();
  }

  private static List<Integer> seasonal(NabSeries series) {
    return SeasonalAlarms.episodes(series, SeasonalAlarms.of(series));
  }

  private static Function<NabSeries, List<Integer>> by(Supplier<ReferenceDetector> detectors) {
    return series -> {
      double[] learned = series.values().limit(Math.max(2, series.judgedFrom())).toArray();
      double mean = Arrays.stream(learned).average().orElse(0);
      double variance =
          Arrays.stream(learned).map(x -> (x - mean) * (x - mean)).average().orElse(0);
      double deviation = variance > 0 ? Math.sqrt(variance) : 1;
      ReferenceDetector detector = detectors.get();
      List<Integer> alarms = new ArrayList<>();
      for (int at = 0; at < series.length(); at++) {
        if (detector.step((series.value(at) - mean) / deviation)) {
          alarms.add(at);
        }
      }
      return alarms;
    };
  }

  private static Outcome.Row published(String name, double standard) {
    return Outcome.Row.of("published: " + name).with("standard", standard);
  }
}
