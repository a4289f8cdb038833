package dev.leeway.webui.finding;

import dev.leeway.signals.drift.FourWeeks;
import dev.leeway.signals.drift.Watch;
import dev.leeway.signals.drift.Watches;
import dev.leeway.signals.drift.baseline.Histogram;
import dev.leeway.signals.window.Slice;
import dev.leeway.storage.lookup.SeasonHours;
import dev.leeway.storage.query.SignalValues;
import dev.leeway.storage.query.TimeRange;
import dev.leeway.storage.query.WindowStep;
import dev.leeway.storage.query.WindowStore;
import dev.leeway.webui.config.WebUiSettings;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Service;

/** Says from stored hours where the four-week rule stands on a signal: some 2,200 rows. */
@Service
public class FourWeekStanding {
  private static final WindowStep HOURS = new WindowStep(3_600, 3_600);

  private final WindowStore windows;
  private final Watches watches;

  FourWeekStanding(WindowStore windows, WebUiSettings settings) {
    this.windows = windows;
    this.watches = settings.rules().detection().watches();
  }

  /** Empty for what the rule doesn't look at. */
  public Optional<FourWeeks> of(Slice slice, String signal, Instant now) {
    String source = FourWeeks.sourceOf(signal);
    Optional<Watch> watch = watches.of(source);
    if (!slice.wholeAgent() || watch.isEmpty()) {
      return Optional.empty();
    }
    SortedMap<Long, Histogram> hours = new TreeMap<>();
    windows
        .series(slice, source, new TimeRange(now.minus(SeasonHours.REACH), now), HOURS)
        .forEach(hour -> hours.put(hour.at().toEpochMilli(), countsOf(hour.values(), watch.get())));
    return FourWeeks.of(slice, signal, watches, hours, now.toEpochMilli());
  }

  /** As detectors count: zeros are good of a rate. */
  private static Histogram countsOf(SignalValues values, Watch watch) {
    return switch (watch) {
      case Watch.Distribution distribution ->
          Histogram.of(values.distribution().buckets(), values.distribution().zeros());
      case Watch.Rate rate -> {
        Map<Boolean, Long> good = new HashMap<>();
        values
            .categories()
            .forEach((category, count) ->
                good.merge(rate.goodCategories().contains(category), count, Long::sum));
        long bad = good.getOrDefault(false, 0L);
        yield Histogram.of(bad == 0 ? Map.of() : Map.of(0, bad), good.getOrDefault(true, 0L));
      }
    };
  }
}
