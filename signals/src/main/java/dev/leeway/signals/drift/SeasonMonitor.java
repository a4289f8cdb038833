package dev.leeway.signals.drift;

import dev.leeway.signals.drift.baseline.Histogram;
import dev.leeway.signals.drift.baseline.SeriesHistory;
import dev.leeway.signals.drift.seasonal.ConformalVerdict;
import dev.leeway.signals.drift.seasonal.SlotValue;
import java.time.Duration;
import java.util.Optional;

/**
 * D5 in the stream: what the end of an hour does to a quantity that has four weeks of history. Each
 * hour's conformal p-value feeds an e-process (a conformal test martingale with restarts; Vovk,
 * Gammerman, Shafer 2005; Shin, Ramdas, Rinaldo 2024), which pages by the tenant's e-BH like every
 * other, once the hours since its restart are off by at least the gate's floor. Not thread-safe.
 */
final class SeasonMonitor {
  /** Scores before p-values are believed: a week, so that each time of it was seen. */
  static final int PAST_MIN = 168;

  /** While a finding is open, hours above it are calm. */
  private static final double CALM_P = 0.05;

  /** After somebody's word, until all four weeks are of the new normal. */
  private static final long MUTED = Duration.ofDays(28).toMillis();

  private static final long HOUR = SeriesHistory.HOUR;

  private final SeriesContext series;
  private final SeasonQuantity quantity;
  private final Season season;
  private final DriftConfig config;
  private final ProcessTally tally;
  private final SeasonFindings findings;

  SeasonMonitor(SeriesContext series, SeasonQuantity quantity, Season season) {
    this.series = series;
    this.quantity = quantity;
    this.season = season;
    this.config = series.config();
    this.tally = series.tally();
    this.findings = new SeasonFindings(series, quantity, season);
  }

  /** An hour of the stored past: it is learned, and nothing is said of it. */
  void learn(long hourStart, Histogram counts) {
    if (hourStart > season.lastHour) {
      take(hourStart, quantity.valueOf(counts));
    }
  }

  /**
   * An hour is over.
   *
   * @param silenced where another finding or a pinned baseline speaks of the same
   */
  void end(long hourStart, Histogram counts, boolean silenced, long appendMillis) {
    if (hourStart <= season.lastHour) {
      return;
    }
    silentUntil(hourStart);
    boolean whole = hourStart != season.spoiledHour;
    take(hourStart, whole ? quantity.valueOf(counts) : SlotValue.unseen())
        .filter(verdict -> verdict.past() >= PAST_MIN)
        .ifPresent(verdict -> judge(hourStart, verdict, counts, silenced, appendMillis));
  }

  /** An hour that may not have arrived whole is not judged. */
  void spoil(long hourStart) {
    season.spoiledHour = hourStart;
  }

  /** No run came until a time: a finding cannot stay open on what is not seen. */
  void silentUntil(long atMillis) {
    if (season.open != null && atMillis >= season.silenceDueMillis(config)) {
      findings.close(season.silenceDueMillis(config), "no data");
      forget();
    }
  }

  /** What is seen now is normal, though the weeks before were otherwise. */
  void accept(long atMillis) {
    if (season.open != null) {
      findings.close(atMillis, "taken as the new normal");
    }
    forget();
    season.mutedUntil = atMillis + MUTED;
  }

  /** The quantity is forgotten: closes what is open and leaves the promise. */
  void retire() {
    if (season.open != null) {
      findings.close(season.silenceDueMillis(config), "no data");
    }
    forget();
    if (season.counted) {
      tally.add(-1);
    }
  }

  private Optional<ConformalVerdict> take(long hourStart, SlotValue value) {
    Optional<ConformalVerdict> verdict = season.take(hourStart, value);
    if (!season.counted && season.rule.past() >= PAST_MIN) {
      season.counted = true;
      tally.add(1);
    }
    return verdict;
  }

  private void judge(
      long hourStart,
      ConformalVerdict verdict,
      Histogram counts,
      boolean silenced,
      long appendMillis) {
    series.output().counted(MonitorCount.SEASON_HOURS, 1);
    season.process.step(0, verdict.logEvalue(), hourStart);
    season.path.add(hourStart + HOUR, season.process.logM());
    if (season.open == null && season.process.onsetMillis() == hourStart) {
      season.excursion = new Excursion();
    }
    season.excursion.add(verdict, counts.count(), quantity.weightOf(counts));
    if (season.open != null) {
      follow(hourStart, verdict, appendMillis);
      return;
    }
    boolean gateOpen = Math.abs(season.excursion.shift()) >= config.gateFloor();
    boolean candidate = season.process.logM() >= ProcessTally.logFloor(config.alpha());
    if (!candidate || !gateOpen || silenced || hourStart < season.mutedUntil) {
      tally.withdraw(quantity.key());
      return;
    }
    double logM = season.process.logM();
    tally.propose(quantity.key(), logM);
    double logLimit = tally.logLimit(config.alpha());
    if (logM >= logLimit) {
      findings.open(hourStart + HOUR, logLimit, appendMillis);
      season.calmHours = 0;
    }
  }

  private void follow(long hourStart, ConformalVerdict verdict, long appendMillis) {
    tally.withdraw(quantity.key());
    season.calmHours = verdict.p() > CALM_P ? season.calmHours + 1 : 0;
    if (season.calmHours >= config.panesToClose()) {
      findings.close(
          hourStart + HOUR,
          "as the same hours of four weeks again: "
              + quantity.words(verdict.value())
              + " where "
              + quantity.words(verdict.expected())
              + " is usual");
      forget();
    } else {
      findings.follow(hourStart + HOUR, appendMillis);
    }
  }

  private void forget() {
    tally.withdraw(quantity.key());
    season.process.reset();
    season.path.clear();
    season.excursion = new Excursion();
    season.calmHours = 0;
  }
}
