package dev.leeway.webui.finding;

import dev.leeway.signals.window.Distribution;
import dev.leeway.storage.query.SignalValues;
import dev.leeway.storage.query.StoredBaseline;
import dev.leeway.storage.query.TimeRange;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a finding's values are drawn beside.
 *
 * @param words where they come from
 */
record ComparedWith(SignalValues values, String words) {

  /**
   * The baseline that the finding names, else the time before it.
   *
   * @param categorical whether the signal has categories: a stored baseline knows only how many
   *     were good, so they are counted again in the windows of its time
   * @param counted what windows say of a range
   */
  static ComparedWith of(
      boolean categorical,
      Optional<StoredBaseline> stored,
      TimeRange before,
      Function<TimeRange, SignalValues> counted) {
    return stored
        .map(baseline ->
            categorical
                ? counted.apply(new TimeRange(baseline.from(), baseline.to()))
                : SignalValues.of(Distribution.of(baseline.zeros(), baseline.buckets())))
        .filter(values -> !categorical || !values.isEmpty())
        .map(values -> new ComparedWith(values, "baseline"))
        .orElseGet(() -> new ComparedWith(counted.apply(before), "the time before"));
  }
}
