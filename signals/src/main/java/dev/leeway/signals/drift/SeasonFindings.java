package dev.leeway.signals.drift;

import dev.leeway.signals.finding.Finding;
import dev.leeway.signals.finding.FindingIds;
import dev.leeway.signals.finding.FindingState;
import dev.leeway.signals.finding.Severity;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the findings of the four-week rule: what the hours since the onset were, what the same
 * hours of four weeks let expect, and how unusual that is. Not thread-safe.
 */
final class SeasonFindings {
  static final String DETECTOR = "drift.seasonal";

  private final SeriesContext series;
  private final SeasonQuantity quantity;
  private final Season season;
  private final DriftConfig config;

  SeasonFindings(SeriesContext series, SeasonQuantity quantity, Season season) {
    this.series = series;
    this.quantity = quantity;
    this.season = season;
    this.config = series.config();
  }

  void open(long atMillis, double logLimit, long appendMillis) {
    long onset = season.process.onsetMillis();
    Map<String, Double> evidence = new TreeMap<>(evidence());
    evidence.put("log_e", season.process.logM());
    evidence.put("log_e_limit", logLimit);
    evidence.put("e_processes", (double) series.tally().processes());
    evidence.put("gate_limit", config.gateFloor());
    evidence.put("false_alarms_per_week", config.falseAlarmsPerWeek());
    Finding finding =
        new Finding(
            FindingIds.of(quantity.key().slice(), DETECTOR, quantity.key().signal(), onset),
            1,
            DETECTOR,
            quantity.key().signal(),
            quantity.key().slice(),
            Severity.WARNING,
            FindingState.OPEN,
            isHistory(atMillis, appendMillis),
            onset,
            atMillis,
            atMillis,
            0,
            effect(),
            text(onset),
            "",
            evidence,
            CoverageShelf.NOT_TOLD_YET,
            PaneRing.exemplarsOf(series.state().ring.since(onset), FindingWriter.EXEMPLARS_MAX));
    season.open = finding;
    series.output().finding(finding);
    series.output().detail(detail(finding, logLimit));
    season.path.clear();
  }

  /** States it again when it has come into live time, or moved noticeably. */
  void follow(long atMillis, long appendMillis) {
    Finding last = season.open;
    if (last == null) {
      return;
    }
    boolean live = last.history() && !isHistory(atMillis, appendMillis);
    boolean moved = Math.abs(effect() - last.effect()) > config.updateChange() * last.effect();
    if (live || moved) {
      Map<String, Double> evidence = new TreeMap<>(last.evidence());
      evidence.putAll(evidence());
      revise(
          last,
          FindingState.OPEN,
          last.history() && !live,
          atMillis,
          effect(),
          text(last.onsetMillis()),
          evidence);
    }
  }

  void close(long atMillis, String why) {
    Finding last = season.open;
    if (last != null) {
      revise(
          last,
          FindingState.CLOSED,
          last.history(),
          atMillis,
          last.effect(),
          why + "; last seen: " + last.effectText(),
          last.evidence());
      season.open = null;
    }
  }

  private void revise(
      Finding last,
      FindingState state,
      boolean history,
      long atMillis,
      double effect,
      String text,
      Map<String, Double> evidence) {
    Finding next =
        FindingWriter.revised(
            last,
            state,
            history,
            atMillis,
            state == FindingState.CLOSED ? atMillis : 0,
            effect,
            text,
            "",
            evidence,
            last.exemplarTraceIds());
    season.open = next;
    series.output().finding(next);
  }

  private DriftDetail detail(Finding finding, double logLimit) {
    return new DriftDetail(
        finding.findingId(),
        finding.revision(),
        finding.slice(),
        finding.signal(),
        finding.onsetMillis(),
        logLimit,
        season.path.points(),
        List.of(),
        List.of(),
        "",
        0);
  }

  private double effect() {
    return Math.abs(season.excursion.shift());
  }

  private Map<String, Double> evidence() {
    Excursion excursion = season.excursion;
    return Map.of(
        "n", (double) excursion.runs(),
        "hours", (double) excursion.hours(),
        "value", excursion.value(),
        "value_expected", excursion.expected(),
        "value_ratio", Math.exp(excursion.shift()),
        "conformal_p_min", excursion.leastP(),
        "past_hours", (double) season.rule.past());
  }

  private String text(long onsetMillis) {
    Excursion excursion = season.excursion;
    return ("%s %s where the same hours of four weeks had %s (%s) %s, for %s h;"
            + " %s of 1,000 hours are as far off")
        .formatted(
            quantity.label(),
            quantity.words(excursion.value()),
            quantity.words(excursion.expected()),
            Numbers.ratio(Math.exp(excursion.shift())),
            Since.of(onsetMillis).words(),
            Numbers.count(excursion.hours()),
            Numbers.plain(1_000 * excursion.leastP()));
  }

  private boolean isHistory(long atMillis, long appendMillis) {
    return appendMillis - atMillis > config.historyAfter().toMillis();
  }
}
