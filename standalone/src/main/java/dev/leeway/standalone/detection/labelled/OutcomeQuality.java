package dev.leeway.standalone.detection.labelled;

import dev.leeway.signals.grounding.GroundingLimits;
import dev.leeway.signals.grounding.GroundingReader;
import dev.leeway.signals.grounding.GroundingResult;
import dev.leeway.signals.run.GroundingRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** How well flags of grounding foretell that a run failed (drift.md part B, S9 and S10; C10). */
final class OutcomeQuality {
  private record Flag(String name, Predicate<Judged> raised, String baseline) {}

  private record Judged(Trajectory run, GroundingResult result, int bytes) {}

  private static final Flag UNGROUNDED =
      new Flag(
          "outcome UNGROUNDED",
          judged -> GroundingRule.defaults().broken(judged.result.signals()),
          "");

  private OutcomeQuality() {}

  static List<QualityRow> airline(Path data) throws IOException {
    return rows(
        "airline",
        data.resolve("tau-bench/gpt-4o-airline.trials-0-1.json.xz"),
        List.of(
            new Flag(
                ">= 1 ungrounded argument",
                judged -> judged.result.ungroundedArguments() >= 1,
                "S9: P .82 R .16"),
            new Flag(
                ">= 2 unsupported claims",
                judged -> judged.result.unsupported() >= 2,
                "S10: P .86 R .16"),
            UNGROUNDED,
            new Flag(
                "C10: argument, or >= 2 errors, or >= 2 repeats",
                OutcomeQuality::composite,
                "wanted: P .80 R .20")));
  }

  static List<QualityRow> retail(Path data) throws IOException {
    return rows(
        "retail",
        data.resolve("agentrx/tau_retail_full.json.xz"),
        List.of(
            new Flag(
                ">= 1 ungrounded argument",
                judged -> judged.result.ungroundedArguments() >= 1,
                "S9: 3 flags of 100, all wrong"),
            new Flag(
                ">= 2 unsupported claims",
                judged -> judged.result.unsupported() >= 2,
                "S10: P .40 R .22"),
            new Flag(
                "C10: argument, or >= 2 errors, or >= 2 repeats", OutcomeQuality::composite, ""),
            UNGROUNDED,
            new Flag(
                ">= 1 claimed action without a call",
                judged -> judged.result.unmatchedActions() >= 1,
                "")));
  }

  private static boolean composite(Judged judged) {
    return judged.result.ungroundedArguments() >= 1
        || judged.run.failedResults() >= 2
        || judged.run.repeats() >= 2;
  }

  private static List<QualityRow> rows(String set, Path file, List<Flag> flags) throws IOException {
    GroundingReader reader = new GroundingReader(GroundingLimits.ofJob());
    List<Judged> runs = new ArrayList<>();
    for (Trajectory run : Trajectory.read(file)) {
      var grounding = run.grounding(reader);
      runs.add(new Judged(run, grounding.result(), grounding.bytes().length));
    }
    List<QualityRow> rows = new ArrayList<>();
    for (Part part : Part.values()) {
      List<Judged> its =
          runs.stream().filter(part.<Judged>of(judged -> judged.run.taskId())).toList();
      long failed = its.stream().filter(judged -> judged.run.failed()).count();
      rows.add(QualityRow.share(set, part, "runs that failed (base rate)", failed, its.size(), ""));
      for (Flag flag : flags) {
        List<Judged> raised = its.stream().filter(flag.raised).toList();
        long right = raised.stream().filter(judged -> judged.run.failed()).count();
        rows.add(
            QualityRow.share(
                set, part, "precision: " + flag.name, right, raised.size(), flag.baseline));
        rows.add(QualityRow.share(set, part, "recall: " + flag.name, right, failed, flag.baseline));
      }
      rows.addAll(claims(set, part, its));
    }
    return rows;
  }

  /** In runs that succeeded, what is flagged is mostly flagged wrongly. */
  private static List<QualityRow> claims(String set, Part part, List<Judged> runs) {
    long unsupported = 0;
    long decided = 0;
    long claims = 0;
    for (Judged judged : runs) {
      if (!judged.run.failed()) {
        claims += judged.result.claims().size();
        decided += judged.result.supported() + judged.result.unsupported();
        unsupported += judged.result.unsupported();
      }
    }
    return List.of(
        QualityRow.share(
            set, part, "claims flagged in runs that succeeded", unsupported, decided, ""),
        QualityRow.share(
            set, part, "claims undecided in runs that succeeded", claims - decided, claims, ""));
  }
}
