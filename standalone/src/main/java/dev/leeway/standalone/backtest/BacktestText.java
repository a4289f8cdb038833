package dev.leeway.standalone.backtest;

import dev.leeway.signals.backtest.BacktestReport;
import dev.leeway.signals.finding.Finding;
import dev.leeway.storage.query.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A report for people. */
final class BacktestText {
  private static final int FINDINGS_SHOWN = 50;

  private BacktestText() {}

  static String of(BacktestReport report, TimeRange asked) {
    StringBuilder text = new StringBuilder();
    text.append(
        line(
            "tested %s: %s to %s, tenant %s%s; %d agents, %,d windows",
            days(report.length()),
            report.from(),
            report.to(),
            report.tenantId(),
            report.agent().isEmpty() ? "" : ", only agent " + report.agent(),
            report.agents(),
            report.windows()));
    if (report.windows() == 0) {
      return text.append(line("nothing is stored of that time, so nothing was tested"))
          .toString()
          .stripTrailing();
    }
    text.append(
        report.hours() == 0
            ? line("learnt from nothing before: the first findings are late or missing")
            : line(
                "learnt from %s before", days(Duration.between(report.warmFrom(), report.from()))));
    text.append(told(report));
    if (report.from().isAfter(asked.from().plus(Duration.ofHours(1)))) {
      text.append(
          line(
              "asked were %s: minutes are stored for 14 days by default, and since %s here",
              days(asked.length()), report.from()));
    }
    summary(report, text);
    detectors(report, text);
    wishes(report, text);
    findings(report, text);
    return text.toString().stripTrailing();
  }

  private static String told(BacktestReport report) {
    BacktestReport.Told told = report.told();
    double weeks = Duration.between(told.seasonsFrom(), report.from()).toHours() / 168.0;
    return line(
        "the four-week rule learnt from %.1f weeks; told of %,d deployments, %,d pins and pins taken"
            + " back",
        weeks, told.deployments(), told.pins());
  }

  private static void summary(BacktestReport report, StringBuilder text) {
    long all = report.findings().size();
    long drift = report.driftFindings();
    text.append(
        line(
            "%nwould have opened %,d findings, %s a week; %,d of them of drift, %s a week, of which at"
                + " most about %s a week are false by the promise",
            all,
            number(report.perWeek(all)),
            drift,
            number(report.perWeek(drift)),
            number(report.promise())));
  }

  private static void detectors(BacktestReport report, StringBuilder text) {
    if (report.lines().isEmpty()) {
      return;
    }
    text.append(line("%n%-28s %9s %8s %8s", "detector", "findings", "a week", "stored"));
    for (BacktestReport.Line detector : report.lines()) {
      text.append(
          detector.rebuilt()
              ? line(
                  "%-28s %,9d %8s %,8d",
                  detector.detector(),
                  detector.found(),
                  number(report.perWeek(detector.found())),
                  detector.stored())
              : line(
                  "%-28s %9s %8s %,8d  judges spans, not windows: counted as it was found",
                  detector.detector(), "–", "–", detector.stored()));
    }
    text.append(line("stored: what the rules of that time opened meanwhile"));
  }

  private static void wishes(BacktestReport report, StringBuilder text) {
    if (report.wishes().isEmpty()) {
      return;
    }
    text.append(line("%n%-28s %9s %8s", "false_pages_per_week", "of drift", "a week"));
    new TreeMap<>(report.wishes())
        .forEach((wish, count) ->
            text.append(
                line("%-28s %,9d %8s", number(wish), count, number(report.perWeek(count)))));
  }

  private static void findings(BacktestReport report, StringBuilder text) {
    if (report.findings().isEmpty()) {
      return;
    }
    text.append(System.lineSeparator());
    for (Finding finding : report.findings().stream().limit(FINDINGS_SHOWN).toList()) {
      text.append(
          line(
              "%s  %s  %s  %s  %s%n    %s",
              Instant.ofEpochMilli(finding.openedAtMillis()),
              finding.closedAtMillis() == 0
                  ? "still open"
                  : "for "
                      + hours(
                          Duration.ofMillis(finding.closedAtMillis() - finding.openedAtMillis())),
              finding.detector(),
              finding.slice().pairs().entrySet().stream()
                  .map(pair -> pair.getKey() + "=" + pair.getValue())
                  .collect(Collectors.joining(" ")),
              finding.signal(),
              finding.effectText()));
    }
    if (report.findings().size() > FINDINGS_SHOWN) {
      text.append(
          line("and %,d more (--json lists them)", report.findings().size() - FINDINGS_SHOWN));
    }
  }

  @SuppressWarnings("AnnotateFormatMethod") // Every format is a literal of this file.
  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values) + System.lineSeparator();
  }

  private static String days(Duration duration) {
    return String.format(Locale.ROOT, "%.1f days", duration.toMinutes() / 1_440.0);
  }

  private static String hours(Duration duration) {
    return duration.toHours() > 0
        ? String.format(Locale.ROOT, "%.1f h", duration.toMinutes() / 60.0)
        : duration.toMinutes() + " min";
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.1f", value);
  }
}
