package dev.leeway.standalone.detection.labelled;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leeway.signals.grounding.EvidenceRole;
import dev.leeway.signals.grounding.GroundingLimits;
import dev.leeway.signals.grounding.GroundingReader;
import dev.leeway.signals.grounding.GroundingResult;
import dev.leeway.signals.grounding.RunGrounding;
import dev.leeway.signals.run.GroundingRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * HaluEval's question and answer pairs: in how many does the hallucinated answer look worse than
 * the right one. A tie counts half. Intervals are percentiles of a bootstrap over pairs.
 *
 * <p>The hallucinated answer is nearly always the longer one, and the right one mostly a literal
 * piece of the text: so length alone is measured too, and pairs are matched for length in two ways.
 */
final class PairQuality {
  private static final int RESAMPLES = 2_000;
  private static final long SEED = 20_260_102;
  private final GroundingReader reader = new GroundingReader(GroundingLimits.ofJob());

  private record Pair(long line, Judged right, Judged hallucinated) {
    boolean closeInLength() {
      return Math.min(right.length, hallucinated.length) >= 3
          && Math.abs(right.length - hallucinated.length) <= 2;
    }
  }

  private record Judged(int length, GroundingResult result) {
    /** Words and claims that the evidence doesn't have, of all. */
    double novelty() {
      int of = result.words().decided() + result.claims().size();
      return of == 0 ? 0 : (result.words().novel() + result.unsupported()) / (double) of;
    }

    double rows() {
      return result.rows().novelShare();
    }
  }

  private record Measure(String name, ToDoubleFunction<Judged> of, String baseline) {}

  private static final List<Measure> MEASURES =
      List.of(
          new Measure("length alone", Judged::length, "trap"),
          new Measure("unsupported claims", judged -> judged.result.unsupported(), ""),
          new Measure("novel words and claims", Judged::novelty, "S12: .90 / .87 (wanted .87)"),
          new Measure(
              "the same, ties by rows of words",
              judged -> judged.novelty() + judged.rows() / 1_000,
              "extracts: see docs"));

  private static final Map<String, Predicate<GroundingResult>> FLAGS =
      new TreeMap<>(
          Map.of(
              ">= 1 unsupported claim", result -> result.unsupported() >= 1,
              ">= 1 novel word", result -> result.novelWords().orElse(0) >= 1,
              "outcome UNGROUNDED", result -> GroundingRule.defaults().broken(result.signals())));

  List<QualityRow> rows(Path data) throws IOException {
    List<QualityRow> rows = new ArrayList<>();
    for (String turns : List.of("one-turn", "multi-turn")) {
      List<Pair> pairs = new ArrayList<>();
      for (JsonNode line :
          Recordings.lines(data.resolve("halueval/qa_" + turns + "_data.jsonl.xz"))) {
        pairs.add(pair(pairs.size(), line));
      }
      for (Part part : Part.values()) {
        List<Pair> its = pairs.stream().filter(part.<Pair>of(Pair::line)).toList();
        rows.addAll(measured(turns, part, ">= 3 words", its, pair -> pair.right.length >= 3));
        rows.addAll(measured(turns, part, "lengths within 2", its, Pair::closeInLength));
        rows.addAll(flagged(turns, part, its));
      }
    }
    return rows;
  }

  private static List<QualityRow> measured(
      String set, Part part, String matched, List<Pair> pairs, Predicate<Pair> condition) {
    List<Pair> its = pairs.stream().filter(condition).toList();
    return MEASURES.stream()
        .map(measure -> row(set, part, measure.name + " (" + matched + ")", its, measure))
        .toList();
  }

  /** How many answers single flags are raised for, right ones and hallucinated ones. */
  private static List<QualityRow> flagged(String set, Part part, List<Pair> pairs) {
    List<QualityRow> rows = new ArrayList<>();
    FLAGS.forEach((name, flag) -> {
      long right = pairs.stream().filter(pair -> flag.test(pair.right.result)).count();
      long wrong = pairs.stream().filter(pair -> flag.test(pair.hallucinated.result)).count();
      rows.add(QualityRow.share(set, part, "right answers with " + name, right, pairs.size(), ""));
      rows.add(
          QualityRow.share(
              set, part, "hallucinated answers with " + name, wrong, pairs.size(), ""));
    });
    return rows;
  }

  private static QualityRow row(
      String set, Part part, String name, List<Pair> pairs, Measure measure) {
    double[] won =
        pairs.stream()
            .mapToDouble(pair -> {
              int sign =
                  Double.compare(
                      measure.of.applyAsDouble(pair.hallucinated),
                      measure.of.applyAsDouble(pair.right));
              return (sign + 1) / 2.0;
            })
            .toArray();
    double[] means = new double[RESAMPLES];
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < RESAMPLES && won.length > 0; i++) {
      double sum = 0;
      for (int j = 0; j < won.length; j++) {
        sum += won[random.nextInt(won.length)];
      }
      means[i] = sum / won.length;
    }
    Arrays.sort(means);
    return new QualityRow(
        set,
        part.title(),
        name,
        Arrays.stream(won).average().orElse(Double.NaN),
        means[(int) (0.025 * RESAMPLES)],
        means[(int) (0.975 * RESAMPLES)],
        won.length,
        measure.baseline);
  }

  private Pair pair(long line, JsonNode json) {
    return new Pair(line, judged(json, "right_answer"), judged(json, "hallucinated_answer"));
  }

  private Judged judged(JsonNode json, String which) {
    String answer = json.path(which).asText();
    RunGrounding run = new RunGrounding(GroundingLimits.ofJob());
    reader.evidence(run, EvidenceRole.DOCUMENT, 1, 1, json.path("knowledge").asText());
    reader.evidence(run, EvidenceRole.USER, 2, 2, json.path("question").asText());
    reader.answer(run, 3, 3, answer);
    return new Judged(answer.strip().split("\\s+", -1).length, run.result());
  }
}
