package dev.leeway.signals.rules;

import dev.leeway.signals.catalogue.ScoreSignals;
import dev.leeway.signals.catalogue.SignalCatalogue;
import dev.leeway.signals.catalogue.SourceSignals;
import dev.leeway.signals.drift.DriftConfig;
import dev.leeway.signals.drift.Watches;
import dev.leeway.signals.window.Dimensions;
import dev.leeway.signals.window.Slice;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How drift is looked for: section {@code detection}.
 *
 * @param falsePagesPerWeek how many false findings a week a whole tenant puts up with: the one knob
 * @param perTenant other numbers of that for single tenants
 * @param runsToLearn runs that a slice must have had before anything is tested
 * @param pane how often a detector takes a step
 * @param overrides what is watched and what not; the last that matches decides
 */
public record DetectionRules(
    double falsePagesPerWeek,
    Map<String, Double> perTenant,
    int runsToLearn,
    Duration pane,
    List<WatchChoice> overrides)
    implements RuleSection {
  private static final DriftConfig USUAL = DriftConfig.defaults();
  private static final double FALSE_PAGES_MIN = 0.01;
  private static final double FALSE_PAGES_MAX = 100;

  public static final Section<DetectionRules> SECTION =
      Section.of("detection", defaults(), DetectionRules::read);

  /** Whether the series that match are watched. */
  public record WatchChoice(SliceMatcher match, boolean watch) implements Serializable {}

  public DetectionRules {
    perTenant = Map.copyOf(perTenant);
    overrides = List.copyOf(overrides);
  }

  public static DetectionRules defaults() {
    return new DetectionRules(
        USUAL.falseAlarmsPerWeek(), Map.of(), USUAL.runsToLearn(), USUAL.pane(), List.of());
  }

  /** The same with another wish for every tenant. */
  public DetectionRules withFalsePagesPerWeek(double falsePages) {
    return new DetectionRules(falsePages, Map.of(), runsToLearn, pane, overrides);
  }

  public double falsePagesPerWeek(String tenantId) {
    return perTenant.getOrDefault(tenantId, falsePagesPerWeek);
  }

  public DriftConfig driftConfig(String tenantId) {
    return USUAL
        .with(USUAL.alpha(), pane, runsToLearn)
        .withFalseAlarmsPerWeek(falsePagesPerWeek(tenantId));
  }

  public Watches watches() {
    return CatalogueWatches.of(SignalCatalogue.standard()).where(this::watched);
  }

  private boolean watched(Slice slice, String signal) {
    if (slice.dimension().equals(Dimensions.COHORT)) {
      // Its replica, version and route are watched each by itself.
      return false;
    }
    if (ScoreSignals.perEvaluator(signal) && !slice.dimension().equals(Dimensions.EVALUATOR)) {
      // Two evaluators' scales are no one distribution.
      return false;
    }
    // At use, the age of data goes up and down with every update: no two panes are alike.
    boolean watched = !signal.equals(SourceSignals.LAG) || slice.agent().equals(Dimensions.ALL);
    for (WatchChoice override : overrides) {
      watched = override.match.matches(slice, signal) ? override.watch : watched;
    }
    return watched;
  }

  static DetectionRules read(RuleReader in) {
    DetectionRules usual = defaults();
    return new DetectionRules(
        in.number(
            "false_pages_per_week", usual.falsePagesPerWeek, FALSE_PAGES_MIN, FALSE_PAGES_MAX),
        in.namedNumbers("per_tenant", FALSE_PAGES_MIN, FALSE_PAGES_MAX),
        in.whole("runs_to_learn", usual.runsToLearn, USUAL.baselineRunsMin(), 10_000_000),
        pane(in, usual.pane),
        in.each("overrides", DetectionRules::choice));
  }

  private static WatchChoice choice(RuleReader in) {
    SliceMatcher match = SliceMatcher.read(in);
    if (!in.has("watch")) {
      throw new IllegalArgumentException("expected watch: on or off");
    }
    return new WatchChoice(match, in.on("watch", true));
  }

  private static Duration pane(RuleReader in, Duration usual) {
    Duration pane = in.duration("pane", usual, Duration.ofMinutes(1), Duration.ofMinutes(30));
    if (Duration.ofHours(1).toMillis() % pane.toMillis() != 0
        || pane.toMillis() % Duration.ofMinutes(1).toMillis() != 0) {
      in.problem(
          "pane",
          "expected whole minutes that divide an hour: 1m, 2m, 3m, 4m, 5m, 6m, 10m, 12m, 15m, 20m"
              + " or 30m, came "
              + WrittenDuration.show(pane));
      return usual;
    }
    return pane;
  }
}
