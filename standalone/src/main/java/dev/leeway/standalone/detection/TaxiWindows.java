package dev.leeway.standalone.detection;

import java.util.ArrayList;
import java.util.List;

/**
 * Part C 5, one series: half-hourly counts of New York's taxi passengers with five labelled
 * windows. In how many the four-week rule alarms, and how often elsewhere, beside charts that know
 * no seasons.
 */
final class TaxiWindows implements Experiment {
  static final String NAME = "realKnownCause/nyc_taxi.csv";

  private final NabSeries series;

  TaxiWindows(NabSeries series) {
    this.series = series;
  }

  @Override
  public Outcome run() {
    Outcome.Row ours = row("Leeway, four-week rule", SeasonalAlarms.of(series));
    List<Outcome.Row> rows = new ArrayList<>(List.of(ours));
    NabScores.peers().forEach((name, alarms) -> rows.add(row(name, alarms.apply(series))));
    return new Outcome(
        "5",
        "%s, %,d slots, %d windows".formatted(NAME, series.length(), series.windows().size()),
        rows,
        List.of(
            Outcome.Claim.atLeast("windows found", ours.number("windows found"), 4),
            Outcome.Claim.atMost("false episodes", ours.number("false episodes"), 1)));
  }

  private Outcome.Row row(String name, List<Integer> alarms) {
    List<Integer> elsewhere =
        alarms.stream()
            .filter(alarm -> alarm >= series.judgedFrom() && !series.inWindow(alarm))
            .toList();
    long found = series.windows().stream().filter(w -> alarms.stream().anyMatch(w::holds)).count();
    return Outcome.Row.of(name)
        .with("windows found", (double) found)
        .with("false alarms", elsewhere.size())
        .with("false episodes", SeasonalAlarms.episodes(series, elsewhere).size());
  }
}
