package dev.leeway.signals.drift;

import dev.leeway.signals.drift.baseline.Bins;
import dev.leeway.signals.drift.baseline.Histogram;
import dev.leeway.signals.drift.baseline.SlotCounts;
import dev.leeway.signals.drift.measure.EffectMeasure;
import dev.leeway.signals.window.Dimensions;
import dev.leeway.signals.window.Slice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Looks at a change beside the rest of its agent: how far each part moved, and of the whole agent
 * whether only the shares of its routes, or of its kinds of work, did.
 */
final class Surroundings {
  static final int PARTS_SHOWN = 12;

  private static final int WORDS_MAX = 3;
  private static final int RUNS_TOLD = 20;

  /** Runs that no route led to. */
  private static final String NO_ROUTE = "(no route)";

  /** Runs whose kind of work has no slice. */
  private static final String OTHER_WORK = "(other work)";

  private final SeriesContext series;
  private final EffectMeasure measure;

  Surroundings(SeriesContext series) {
    this.series = series;
    this.measure = SeriesDetector.effectOf(series.watch());
  }

  /**
   * The parts, most runs first.
   *
   * @param mix of the whole agent, where it has routes
   * @param work what was to be expected of the whole agent, where that is learned
   */
  record View(
      List<DriftDetail.PartShift> parts, Optional<MixShift> mix, Optional<WorkExpectation> work) {
    View {
      parts = List.copyOf(parts);
    }

    /** The parts whose shares moved most, in words. */
    String shares() {
      return parts.stream()
          .sorted(
              Comparator.comparingDouble(
                      (DriftDetail.PartShift part) -> Math.abs(part.after() - part.before()))
                  .reversed())
          .limit(WORDS_MAX)
          .map(part ->
              "%s %s → %s"
                  .formatted(
                      part.value(), Numbers.percent(part.before()), Numbers.percent(part.after())))
          .reduce((one, next) -> one + ", " + next)
          .orElse("");
    }

    /** The one part in which all of the change is. */
    Optional<String> only(double limit) {
      List<DriftDetail.PartShift> moved =
          parts.stream().filter(part -> part.effect() > limit).toList();
      boolean othersStay =
          parts.stream().allMatch(part -> part.effect() > limit || part.effect() < limit / 2);
      return mix.isPresent() && moved.size() == 1 && othersStay
          ? Optional.of(moved.getFirst().value())
          : Optional.empty();
    }
  }

  /** What was to be expected of a whole agent that is judged for the same work. */
  Optional<WorkExpectation> expectation(SlotCounts baseline, Histogram window, long from, long to) {
    return series.key().slice().wholeAgent() && partedBy().equals(Dimensions.WORK)
        ? WorkExpectation.of(parts(baseline, from, to), baseline.counts().count(), window.count())
        : Optional.empty();
  }

  private List<Neighbours.Counted> parts(SlotCounts baseline, long from, long to) {
    return series.neighbours().parts(series.key(), partedBy(), series.watch(), baseline, from, to);
  }

  private String partedBy() {
    return series.watch().partedBy();
  }

  /**
   * Looks at the panes from one time to another; sees nothing where the windows of the baseline's
   * time are gone, as those of a pin may be.
   *
   * @param window what the series itself counted there
   */
  View look(Reference reference, SlotCounts baseline, Histogram window, long from, long to) {
    Slice slice = series.key().slice();
    Histogram known =
        series.neighbours().counted(series.key(), series.watch(), baseline, from, to).before();
    if (known.count() < baseline.counts().count() / 2) {
      return new View(List.of(), Optional.empty(), Optional.empty());
    }
    return slice.wholeAgent()
        ? within(reference, baseline, window, from, to)
        : beside(reference, baseline, window, from, to);
  }

  private View within(
      Reference reference, SlotCounts baseline, Histogram window, long from, long to) {
    Bins bins = reference.bins();
    double phi = reference.phiMean();
    List<MixShift.Part> parts = new ArrayList<>();
    long[] restBefore = bins.countsOf(baseline.counts());
    long[] restNow = bins.countsOf(window);
    for (Neighbours.Counted route : parts(baseline, from, to)) {
      MixShift.Part part =
          new MixShift.Part(
              route.key().slice().value(),
              bins.countsOf(route.before()),
              bins.countsOf(route.now()));
      parts.add(part);
      takeAway(restBefore, part.before());
      takeAway(restNow, part.now());
    }
    boolean routes = partedBy().equals(Dimensions.OPERATION);
    MixShift.Part rest = new MixShift.Part(routes ? NO_ROUTE : OTHER_WORK, restBefore, restNow);
    if (rest.runsBefore() + rest.runsNow() > 0) {
      parts.add(rest);
    }
    double before = parts.stream().mapToLong(MixShift.Part::runsBefore).sum();
    double now = parts.stream().mapToLong(MixShift.Part::runsNow).sum();
    List<DriftDetail.PartShift> shown =
        parts.stream()
            .limit(PARTS_SHOWN)
            .map(part ->
                shift(partedBy(), part.value(), part.before(), part.now(), before, now, phi))
            .toList();
    return parts.size() < 2
        ? new View(List.of(), Optional.empty(), Optional.empty())
        : new View(
            shown,
            routes ? MixShift.of(parts, measure, phi) : Optional.empty(),
            expectation(baseline, window, from, to));
  }

  private View beside(
      Reference reference, SlotCounts baseline, Histogram window, long from, long to) {
    Slice slice = series.key().slice();
    Slice whole = Slice.ofAgent(slice.tenantId(), slice.environment(), slice.agent());
    Bins bins = reference.bins();
    double phi = reference.phiMean();
    Neighbours.Counted agent =
        series
            .neighbours()
            .counted(
                new SeriesKey(whole, series.key().signal()), series.watch(), baseline, from, to);
    double before = Math.max(baseline.counts().count(), agent.before().count());
    double now = Math.max(window.count(), agent.now().count());
    List<DriftDetail.PartShift> shown = new ArrayList<>();
    if (agent.now().count() > 0) {
      shown.add(
          shift(
              "", "", bins.countsOf(agent.before()), bins.countsOf(agent.now()), before, now, phi));
    }
    for (Neighbours.Counted part :
        series
            .neighbours()
            .parts(series.key(), slice.dimension(), series.watch(), baseline, from, to)) {
      if (shown.size() < PARTS_SHOWN) {
        boolean own = part.key().equals(series.key());
        shown.add(
            shift(
                slice.dimension(),
                part.key().slice().value(),
                bins.countsOf(own ? baseline.counts() : part.before()),
                bins.countsOf(own ? window : part.now()),
                before,
                now,
                phi));
      }
    }
    return new View(shown, Optional.empty(), Optional.empty());
  }

  private DriftDetail.PartShift shift(
      String dimension,
      String value,
      long[] before,
      long[] now,
      double allBefore,
      double allNow,
      double phi) {
    long runsBefore = Arrays.stream(before).sum();
    long runsNow = Arrays.stream(now).sum();
    boolean told = runsBefore >= RUNS_TOLD && runsNow >= RUNS_TOLD;
    return new DriftDetail.PartShift(
        dimension,
        value,
        runsBefore / Math.max(1, allBefore),
        runsNow / Math.max(1, allNow),
        told ? measure.of(before, now, phi) : Double.NaN);
  }

  private static void takeAway(long[] rest, long[] part) {
    for (int bin = 0; bin < rest.length; bin++) {
      rest[bin] = Math.max(0, rest[bin] - part[bin]);
    }
  }
}
