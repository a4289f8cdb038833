package dev.leeway.signals.backtest;

import dev.leeway.signals.finding.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What came of a backtest.
 *
 * @param from where the tested minutes begin
 * @param agent the only one that was looked at; empty for all of the tenant
 * @param warmFrom where the hours begin that were learnt from
 * @param told what else was known of that time
 * @param windows minutes of slices and signals that were tested
 * @param promise false drift findings a week that the rules put up with
 * @param findings those that would have opened, in order of opening
 * @param stored how many findings the rules of that time opened meanwhile, by detector
 * @param wishes how many drift findings other wishes would have given, by false pages a week
 */
public record BacktestReport(
    String tenantId,
    String agent,
    Instant warmFrom,
    Told told,
    Instant from,
    Instant to,
    int agents,
    long hours,
    long windows,
    double promise,
    List<Finding> findings,
    Map<String, Long> stored,
    Map<Double, Long> wishes) {
  private static final String DRIFT = "drift.";

  public BacktestReport {
    findings =
        findings.stream()
            .sorted(
                Comparator.comparingLong(Finding::openedAtMillis).thenComparing(Finding::findingId))
            .toList();
    stored = Map.copyOf(stored);
    wishes = Map.copyOf(wishes);
  }

  /**
   * What counted beside the windows.
   *
   * @param deployments markers of deployments
   * @param pins baselines that were pinned, and pins that were taken back
   * @param seasonsFrom where the hours begin that the four-week rule learnt from
   */
  public record Told(int deployments, int pins, Instant seasonsFrom) {}

  /**
   * A detector's line.
   *
   * @param rebuilt whether windows are enough to say what it would have found
   * @param found what it would have found; zero where it can't be rebuilt
   * @param stored what it found when it happened
   */
  public record Line(String detector, boolean rebuilt, long found, long stored) {}

  /** Whether a finding is drift's, which the promise speaks of. */
  public static boolean isDrift(Finding finding) {
    return finding.detector().startsWith(DRIFT);
  }

  /** All detectors that found something, now or then. */
  public List<Line> lines() {
    Map<String, Long> found = new TreeMap<>();
    findings.forEach(finding -> found.merge(finding.detector(), 1L, Long::sum));
    TreeSet<String> detectors = new TreeSet<>(found.keySet());
    detectors.addAll(stored.keySet());
    List<Line> lines = new ArrayList<>();
    for (String detector : detectors) {
      lines.add(
          new Line(
              detector,
              !SpanRules.judges(detector),
              found.getOrDefault(detector, 0L),
              stored.getOrDefault(detector, 0L)));
    }
    return lines;
  }

  public long driftFindings() {
    return findings.stream().filter(BacktestReport::isDrift).count();
  }

  /** So many in the tested time, as so many a week. */
  public double perWeek(long count) {
    return count * (double) Duration.ofDays(7).toMillis() / length().toMillis();
  }

  public Duration length() {
    return Duration.between(from, to);
  }
}
