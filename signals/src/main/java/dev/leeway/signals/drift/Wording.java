package dev.leeway.signals.drift;

import dev.leeway.signals.drift.DeploymentBook.Deployment;
import dev.leeway.signals.drift.baseline.Histogram;
import dev.leeway.signals.drift.baseline.SlotCounts;
import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.finding.Severity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Puts a drift finding into words: what moved, with or after which deployment, in which part; or
 * that only the mix of routes or of work did, which is a note and blames nobody.
 */
final class Wording {
  private final SeriesContext series;
  private final Surroundings surroundings;

  Wording(SeriesContext series) {
    this.series = series;
    this.surroundings = new Surroundings(series);
  }

  /**
   * What is spoken of.
   *
   * @param onsetMillis since when the change holds
   * @param fromMillis start of the panes that were counted
   */
  record Stretch(
      SlotCounts baseline, Histogram counts, long onsetMillis, long fromMillis, long toMillis) {}

  /** A finding's sentence, its loudness and what is behind it. */
  record Said(
      String text,
      Severity severity,
      Map<String, Double> evidence,
      List<DriftDetail.BinShare> bins,
      List<DriftDetail.PartShift> parts,
      Optional<Deployment> deployment) {

    DriftDetail detail(Finding finding, double logLimit, EvidencePath path) {
      return new DriftDetail(
          finding.findingId(),
          finding.revision(),
          finding.slice(),
          finding.signal(),
          finding.onsetMillis(),
          logLimit,
          path.points(),
          bins,
          parts,
          deployment.map(Deployment::version).orElse(""),
          deployment.map(Deployment::atMillis).orElse(0L));
    }
  }

  /**
   * The words for a stretch.
   *
   * @param limit effect that a finding needs
   */
  Said of(Reference reference, Stretch stretch, double limit) {
    DriftConfig config = series.config();
    Since since =
        Since.of(
            stretch.onsetMillis(), series.book(), config.runsToLearn(), config.pane().toMillis());
    DriftStatement statement =
        DriftStatement.of(
            series.watch(),
            reference.bins(),
            reference.phiMean(),
            stretch.baseline(),
            stretch.counts(),
            since.words());
    Surroundings.View view =
        surroundings.look(
            reference,
            stretch.baseline(),
            stretch.counts(),
            stretch.fromMillis(),
            stretch.toMillis());
    Map<String, Double> evidence = new TreeMap<>(statement.evidence());
    evidence.putAll(since.evidence());
    view.mix()
        .ifPresent(mix -> {
          evidence.put("effect_within_routes", mix.within());
          evidence.put("effect_of_route_mix", mix.ofMix());
        });
    double sameWork =
        view.work().map(work -> effectOf(work, reference)).orElse(Double.POSITIVE_INFINITY);
    view.work()
        .ifPresent(work -> {
          evidence.put("effect_same_work", sameWork);
          evidence.put("p50_expected", work.expected().quantile(0.5));
        });
    double frozen = FrozenTwin.distance(series.state().frozen, stretch.counts(), series.watch());
    if (!Double.isNaN(frozen)) {
      evidence.put("frozen_distance", frozen);
    }
    boolean workOnly = sameWork < limit / 2;
    boolean mixOnly = workOnly || view.mix().filter(mix -> mix.explains(limit)).isPresent();
    return new Said(
        mixOnly
            ? mixText(view, workOnly ? sameWork : within(view), since, limit)
            : text(statement, view, limit),
        mixOnly ? Severity.INFO : Severity.WARNING,
        evidence,
        BinWords.shares(
            series.watch(), reference.bins(), stretch.baseline().counts(), stretch.counts()),
        view.parts(),
        since.deployment());
  }

  private double effectOf(WorkExpectation work, Reference reference) {
    return SeriesDetector.effectOf(series.watch())
        .of(
            reference.bins().countsOf(work.expected()),
            reference.bins().countsOf(work.observed()),
            reference.phiMean());
  }

  private static double within(Surroundings.View view) {
    return view.mix().map(MixShift::within).orElse(0.0);
  }

  private static String text(DriftStatement statement, Surroundings.View view, double limit) {
    if (view.work().isPresent()) {
      return "%s; a p50 of %s was to be expected of the work done now"
          .formatted(
              statement.text(), Numbers.plain(view.work().orElseThrow().expected().quantile(0.5)));
    }
    return view.only(limit)
        .map(route -> statement.text() + "; all of it on " + route)
        .orElse(statement.text());
  }

  private String mixText(Surroundings.View view, double within, Since since, double limit) {
    boolean work = view.work().isPresent();
    return "mix of %s moved %s: %s of the runs; within %s %s did not move (effect %s of %s)"
        .formatted(
            work ? "work" : "routes",
            since.words(),
            view.shares(),
            work ? "kinds of work" : "routes",
            series.watch().label(),
            Numbers.plain(within),
            Numbers.plain(limit));
  }
}
