package dev.leeway.signals.window;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

  private static final long WINDOW_MILLIS = WINDOW_SECONDS * 1000L;

  private final FoldSettings settings;
  private final SliceBudget budget;
  private final Map<Slice, Map<Long, Map<String, Open>>> open = new LinkedHashMap<>();
  private int windows;
  private long invalid;
  private long clamped;

  public WindowFold(FoldSettings settings) {
    this.settings = settings;
    this.budget = new SliceBudget(settings.slicesPerTenantMax(), settings.idleDrains());
  }

  public void add(Observation observation) {
    Slice agent = budget.admit(observation.agent());
    fold(agent, observation);
    if (!agent.equals(observation.agent())) {
      return;
    }
    observation
        .dimensions()
        .forEach((dimension, value) -> {
          if (dimension.equals(Dimensions.TOOL)) {
            Dimensions.split(value).forEach(tool -> foldInto(agent, dimension, tool, observation));
          } else {
            foldInto(agent, dimension, value, observation);
          }
        });
  }

  /** Whether it holds so much that it is to be drained before the next observation. */
  public boolean full() {
    return windows >= settings.windowsMax();
  }

  /** The partials of all that was added since the last drain; then the fold is empty. */
  public List<WindowPartial> drain() {
    List<WindowPartial> partials = new ArrayList<>(windows);
    open.forEach((slice, minutes) ->
        minutes.forEach((minute, signals) ->
            signals.forEach((signal, window) -> {
              if (!window.isEmpty()) {
                partials.add(window.partial(slice, signal, minute));
              }
            })));
    open.clear();
    windows = 0;
    budget.drained();
    return partials;
  }

  /** Open (slice, signal, minute) triples. */
  public int windows() {
    return windows;
  }

  public int activeSlices() {
    return budget.active();
  }

  /** How often an observation went to {@link Dimensions#OTHER}, since the start. */
  public long overflowed() {
    return budget.overflowed();
  }

  /** Values that were NaN, infinite or negative, counted once per slice, since the start. */
  public long invalid() {
    return invalid;
  }

  /** Values outside of what buckets tell apart, counted once per slice, since the start. */
  public long clamped() {
    return clamped;
  }

  private void foldInto(Slice agent, String dimension, String value, Observation observation) {
    if (!dimension.isEmpty() && !value.isEmpty()) {
      fold(budget.admit(agent.with(dimension, value)), observation);
    }
  }

  private void fold(Slice slice, Observation observation) {
    long minute = Math.floorDiv(observation.atMillis(), WINDOW_MILLIS) * WINDOW_MILLIS;
    Map<String, Open> signals =
        open.computeIfAbsent(slice, key -> new HashMap<>())
            .computeIfAbsent(minute, key -> new LinkedHashMap<>());
    boolean tool = slice.dimension().equals(Dimensions.TOOL);
    for (Measurement measurement : observation.measurements()) {
      if (!tool || settings.perTool().contains(measurement.signal())) {
        fold(slice, signals, measurement, observation);
      }
    }
  }

  private void fold(
      Slice slice, Map<String, Open> signals, Measurement measurement, Observation observation) {
    Open window = signals.get(measurement.signal());
    if (window == null) {
      window = new Open();
      signals.put(measurement.signal(), window);
      windows++;
    }
    long weight = observation.weight() * measurement.times();
    if (!measurement.category().isEmpty()) {
      window.count += weight;
      window.category(measurement.category(), observation);
      window.exemplar(observation);
      return;
    }
    double value = measurement.value();
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      invalid += measurement.times();
      window.categories.merge(Marks.INVALID, weight, Long::sum);
      return;
    }
    window.count += weight;
    window.sum += weight * value;
    window.exemplar(observation);
    if (!slice.wholeAgent() && !settings.distributed().contains(measurement.signal())) {
      window.categories.merge(Marks.UNDISTRIBUTED, weight, Long::sum);
    } else if (value > 0) {
      window.buckets.add(Buckets.indexOf(value), weight);
      if (value < Buckets.VALUE_MIN || value > Buckets.VALUE_MAX) {
        clamped += measurement.times();
        window.categories.merge(Marks.CLAMPED, weight, Long::sum);
      }
    }
  }

  /** One signal of one slice in one minute, while it is added to. Not thread-safe. */
  private static final class Open {
    private final SparseCounts buckets = new SparseCounts();
    private final Map<String, Long> categories = new HashMap<>(4);
    private final List<String> exemplars = new ArrayList<>(MergedWindow.EXEMPLARS_MAX + 1);
    private final Map<String, String> exemplarOf = new HashMap<>(4);
    private long count;
    private double sum;

    void exemplar(Observation observation) {
      if (observation.weight() < 0 || observation.traceId().isEmpty()) {
        return;
      }
      int at = Collections.binarySearch(exemplars, observation.traceId());
      if (at < 0) {
        exemplars.add(-at - 1, observation.traceId());
      }
      if (exemplars.size() > MergedWindow.EXEMPLARS_MAX) {
        exemplars.removeLast();
      }
    }

    void category(String category, Observation observation) {
      boolean room = categories.size() < CATEGORIES_MAX || categories.containsKey(category);
      String counted = room ? category : Dimensions.OTHER;
      categories.merge(counted, (long) observation.weight(), Long::sum);
      if (observation.weight() > 0 && !observation.traceId().isEmpty()) {
        exemplarOf.merge(
            counted,
            observation.traceId(),
            (known, other) -> known.compareTo(other) <= 0 ? known : other);
      }
    }

    /** Whether nothing was said but what was taken back. */
    boolean isEmpty() {
      categories.values().removeIf(n -> n == 0);
      return count == 0
          && sum == 0
          && exemplars.isEmpty()
          && categories.isEmpty()
          && buckets.toMap().isEmpty();
    }

    WindowPartial partial(Slice slice, String signal, long minute) {
      return new WindowPartial(
          slice,
          signal,
          minute,
          WINDOW_SECONDS,
          count,
          sum,
          buckets.toMap(),
          categories,
          List.copyOf(exemplars),
          exemplarOf);
    }
  }
}
