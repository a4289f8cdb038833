package dev.leeway.signals.window;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Folds observations into one-minute partials, per slice and signal. Not thread-safe.
 *
 * <p>Within the slice budget the merged windows depend on the set of observations alone: not on
 * their order, nor on how they are split over folds, nor on when a fold is drained. Budgets count
 * what one fold sees, so several subtasks together may keep more slices.
 */
public final class WindowFold {
  public static final int WINDOW_SECONDS = 60;

  /** Categories of one signal beyond this are counted together as {@link Dimensions#OTHER}. */
  public static final int CATEGORIES_MAX = 64;

  /** Runs that found no slice for all they say, once each, by the first dimension without one. */
  public static final String OVERFLOW = "telemetry.overflow";

  private static final String RUNS = "run.count";
  private static final String AGENT = "agent";

  private static final long WINDOW_MILLIS = WINDOW_SECONDS * 1000L;

  /** Of a slice's key and its map of minutes; of a minute and its map of signals. */
  private static final int SLICE_BYTES = 400;

  private static final int MINUTE_BYTES = 384;

  private final FoldSettings settings;
  private final SliceBudget budget;
  private final Map<Slice, Map<Long, Map<String, OpenWindow>>> open = new LinkedHashMap<>();
  private @Nullable Observation lastRun;
  private boolean lastRunTold;
  private long bytes;
  private long invalid;
  private long clamped;

  public WindowFold(FoldSettings settings) {
    this.settings = settings;
    this.budget = new SliceBudget(settings.slicesPerTenantMax(), settings.halfLifeDrains());
  }

  /**
   * Adds what is said. The parts of a run come right after the run itself, or it may be told twice
   * that it {@link #OVERFLOW found no slice}.
   */
  public void add(Observation observation) {
    if (isRun(observation)) {
      lastRun = observation;
      lastRunTold = false;
    }
    if (!observation.agent().wholeAgent()) {
      addToSlice(observation);
      return;
    }
    Slice agent = budget.admit(observation.agent(), observation.traceId());
    if (!agent.equals(observation.agent())) {
      overflowed(agent, AGENT, observation);
    }
    // What is said of no single agent has no whole: nothing adds up over sources or providers.
    if (!agent.agent().equals(Dimensions.ALL)) {
      fold(agent, observation);
    }
    if (!agent.equals(observation.agent())) {
      return;
    }
    List<String> without = new ArrayList<>();
    observation
        .dimensions()
        .forEach((dimension, value) -> {
          for (String each : Dimensions.valuesOf(dimension, value)) {
            if (!foldInto(agent, dimension, each, observation)) {
              without.add(dimension);
            }
          }
        });
    without.stream()
        .sorted()
        .findFirst()
        .ifPresent(dimension -> overflowed(agent, dimension, observation));
  }

  /** Where there is no room even for its agent, there is nothing that it would be a slice of. */
  private void addToSlice(Observation observation) {
    Slice slice = observation.agent();
    Slice agent = slice.ofWholeAgent();
    if (!budget.admit(agent, observation.traceId()).equals(agent)) {
      return;
    }
    Slice admitted = budget.admit(slice, observation.traceId());
    fold(admitted, observation);
    if (!admitted.equals(slice)) {
      overflowed(agent, slice.dimension(), observation);
    }
  }

  /** Told of the agent, whose slices they are; a correction takes it back like all else. */
  private void overflowed(Slice agent, String dimension, Observation observation) {
    if (lastRunTold || !ofLastRun(observation)) {
      return;
    }
    lastRunTold = true;
    fold(
        agent,
        new Observation(
            agent,
            observation.weight(),
            observation.atMillis(),
            Map.of(),
            List.of(Measurement.category(OVERFLOW, dimension)),
            observation.traceId()));
  }

  private static boolean isRun(Observation observation) {
    for (Measurement measurement : observation.measurements()) {
      if (measurement.signal().equals(RUNS)) {
        return true;
      }
    }
    return false;
  }

  /** The run itself, or what a field of its answer or one of its dependencies says. */
  private boolean ofLastRun(Observation observation) {
    boolean part =
        !observation.agent().wholeAgent() || observation.dimensions().containsKey(Dimensions.FIELD);
    return lastRun != null
        && (part || isRun(observation))
        && observation.atMillis() == lastRun.atMillis()
        && observation.weight() == lastRun.weight()
        && observation.traceId().equals(lastRun.traceId())
        && observation.agent().ofWholeAgent().equals(lastRun.agent());
  }

  /** Whether it holds so much that it is to be drained before the next observation. */
  public boolean full() {
    return bytes >= settings.bytesMax();
  }

  /** The partials of all that was added since the last drain; then the fold is empty. */
  public List<WindowPartial> drain() {
    List<WindowPartial> partials = new ArrayList<>();
    open.forEach((slice, minutes) ->
        minutes.forEach((minute, signals) ->
            signals.forEach((signal, window) -> {
              if (!window.isEmpty()) {
                partials.add(window.partial(slice, signal, minute));
              }
            })));
    open.clear();
    bytes = 0;
    budget.drained();
    return partials;
  }

  /** About how many bytes its open windows hold. */
  public long bytes() {
    return bytes;
  }

  public int activeSlices() {
    return budget.active();
  }

  /** How often an observation went to {@link Dimensions#OTHER}, since the start. */
  public long overflowed() {
    return budget.overflowed();
  }

  /** How often a slice got the place of a less active one, since the start. */
  public long replaced() {
    return budget.replaced();
  }

  /** Values that were NaN, infinite or negative, counted once per slice, since the start. */
  public long invalid() {
    return invalid;
  }

  /** Values outside of what buckets tell apart, counted once per slice, since the start. */
  public long clamped() {
    return clamped;
  }

  /** Returns false where somebody will look for a slice that there is none of. */
  private boolean foldInto(Slice agent, String dimension, String value, Observation observation) {
    if (dimension.isEmpty() || value.isEmpty()) {
      return true;
    }
    Slice asked = agent.with(dimension, value);
    Slice admitted = budget.admit(asked, observation.traceId());
    fold(admitted, observation);
    // Cohorts and kinds of work are for comparing others, and nobody looks for theirs.
    return admitted.equals(asked)
        || dimension.equals(Dimensions.COHORT)
        || dimension.equals(Dimensions.WORK);
  }

  private void fold(Slice slice, Observation observation) {
    long minute = Math.floorDiv(observation.atMillis(), WINDOW_MILLIS) * WINDOW_MILLIS;
    Map<String, OpenWindow> signals =
        open.computeIfAbsent(slice, key -> started(SLICE_BYTES, new HashMap<>()))
            .computeIfAbsent(minute, key -> started(MINUTE_BYTES, new LinkedHashMap<>()));
    boolean alone = !observation.agent().wholeAgent();
    for (Measurement measurement : observation.measurements()) {
      if (alone || settings.keeps(slice.dimension(), measurement.signal())) {
        OpenWindow window =
            signals.computeIfAbsent(
                measurement.signal(), key -> started(OpenWindow.EMPTY_BYTES, new OpenWindow()));
        int before = window.bytes();
        boolean distributed = settings.distributes(slice.dimension(), measurement.signal());
        fold(window, distributed, measurement, observation);
        bytes += window.bytes() - before;
      }
    }
  }

  private void fold(
      OpenWindow window, boolean distributed, Measurement measurement, Observation observation) {
    long weight = observation.weight() * measurement.times();
    if (!measurement.category().isEmpty()) {
      window.category(measurement.category(), weight, observation);
      window.exemplar(observation);
      return;
    }
    double value = measurement.value();
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      invalid += measurement.times();
      window.mark(Marks.INVALID, weight);
      return;
    }
    window.sum(value, weight);
    window.exemplar(observation);
    if (settings.perField().contains(measurement.signal())) {
      window.exemplarOf(value, observation);
    }
    if (!distributed) {
      window.undistributed(weight);
    } else if (value > 0) {
      window.value(value, weight);
      if (value < Buckets.VALUE_MIN || value > Buckets.VALUE_MAX) {
        clamped += measurement.times();
        window.mark(Marks.CLAMPED, weight);
      }
    }
  }

  private <T> T started(int with, T collection) {
    bytes += with;
    return collection;
  }
}
