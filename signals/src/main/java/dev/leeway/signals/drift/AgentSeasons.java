package dev.leeway.signals.drift;

import dev.leeway.signals.drift.baseline.Histogram;
import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.finding.FindingState;
import java.util.List;
import java.util.function.Consumer;

/**
 * Hands the hours of a series to what the four-week rule looks at in them: of a whole agent, the
 * signal itself, and with the runs' outcomes how many there are. Other slices have none, since
 * theirs is the same season. Not thread-safe.
 */
final class AgentSeasons {
  private final SeriesContext series;
  private final SeasonShelf shelf;
  private final List<SeasonQuantity> quantities;

  AgentSeasons(SeriesContext series) {
    this.series = series;
    this.shelf = series.seasons();
    this.quantities = quantitiesOf(series.key(), series.watch());
  }

  private static List<SeasonQuantity> quantitiesOf(SeriesKey key, Watch watch) {
    return keysOf(key).stream().map(each -> SeasonQuantity.of(each, watch)).toList();
  }

  /** The series that a signal of the four-week rule is made of. */
  static String sourceOf(String signal) {
    return signal.equals(SeasonQuantity.RUNS) ? DeploymentShelf.COUNTED : signal;
  }

  /** The keys of what the rule looks at in a series. */
  static List<SeriesKey> keysOf(SeriesKey series) {
    if (!series.slice().wholeAgent()) {
      return List.of();
    }
    return series.signal().equals(DeploymentShelf.COUNTED)
        ? List.of(series, SeasonQuantity.runsOf(series))
        : List.of(series);
  }

  void end(long hourStart, Histogram counts, long appendMillis) {
    SeriesState state = series.state();
    for (SeasonQuantity quantity : quantities) {
      boolean told = state.open != null || state.pinned != null;
      boolean silenced = told && quantity.kind() != SeasonQuantity.Kind.RUNS;
      shelf
          .findOrBegin(quantity.key())
          .ifPresent(season -> {
            new SeasonMonitor(series, quantity, season)
                .end(hourStart, counts.withoutNegatives(), silenced, appendMillis);
            shelf.put(quantity.key(), season);
          });
    }
  }

  void spoil(long hourStart) {
    each(monitor -> monitor.spoil(hourStart));
  }

  void silentUntil(long atMillis) {
    each(monitor -> monitor.silentUntil(atMillis));
  }

  /** What is seen now of a signal is normal, unless what is open was not known then. */
  void accept(String signal, long atMillis) {
    for (SeasonQuantity quantity : quantities) {
      if (quantity.key().signal().equals(signal)) {
        change(
            quantity,
            (monitor, season) -> {
              Finding open = season.open;
              if (open == null || open.openedAtMillis() <= atMillis) {
                monitor.accept(atMillis);
              }
            });
      }
    }
  }

  void retire() {
    each(SeasonMonitor::retire);
    for (SeasonQuantity quantity : quantities) {
      if (shelf.find(quantity.key()).isPresent()) {
        shelf.remove(quantity.key());
      }
    }
  }

  /** Learns stored hours, which come in order of time. */
  void learn(List<StoredHour> hours) {
    for (SeasonQuantity quantity : quantities) {
      shelf
          .findOrBegin(quantity.key())
          .ifPresent(season -> {
            SeasonMonitor monitor = new SeasonMonitor(series, quantity, season);
            hours.forEach(hour -> monitor.learn(hour.startMillis(), hour.counts()));
            shelf.put(quantity.key(), season);
          });
    }
  }

  /** An hour as storage has it. */
  record StoredHour(long startMillis, Histogram counts) {}

  /** A finding of before the state was lost goes on. */
  void resume(Finding finding) {
    for (SeasonQuantity quantity : quantities) {
      if (quantity.key().signal().equals(finding.signal())
          && finding.state() == FindingState.OPEN) {
        change(
            quantity,
            (monitor, season) -> season.open = season.open == null ? finding : season.open);
      }
    }
  }

  private interface Change {
    void of(SeasonMonitor monitor, Season season);
  }

  private void each(Consumer<SeasonMonitor> change) {
    for (SeasonQuantity quantity : quantities) {
      change(quantity, (monitor, season) -> change.accept(monitor));
    }
  }

  private void change(SeasonQuantity quantity, Change change) {
    shelf
        .find(quantity.key())
        .ifPresent(season -> {
          change.of(new SeasonMonitor(series, quantity, season), season);
          shelf.put(quantity.key(), season);
        });
  }
}
