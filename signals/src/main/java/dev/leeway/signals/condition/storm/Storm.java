package dev.leeway.signals.condition.storm;

import dev.leeway.signals.condition.Minute;
import dev.leeway.signals.condition.storm.StormState.Onset;
import dev.leeway.signals.drift.Numbers;
import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.rule.RetryStorm;
import dev.leeway.signals.window.Slice;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One slice's storm as a minute shows it, and what is said of it.
 *
 * @param now the minute alone, by which storms are compared
 * @param onset seen or held in this minute; whether it is told is as before it, since of all that
 *     the minute shows only then one is chosen
 * @param sinceMillis when the first of the minutes began that it holds by
 * @param rising whether it began within these minutes, and is not told
 */
record Storm(
    Slice slice,
    RetryStorm.Step now,
    RetryStorm.Verdict verdict,
    Onset onset,
    long sinceMillis,
    boolean rising,
    List<String> exemplars) {
  private static final double CLEARLY_MORE = 1.1;
  private static final int BESIDE_MAX = 3;

  boolean told() {
    return onset.told();
  }

  boolean clearlyMoreThan(Storm other) {
    return now.amplification() > CLEARLY_MORE * other.now.amplification();
  }

  /** The statement, with those of all that are not told but are of other calls than this one. */
  RuleHit hit(RetryStorm rule, Minute minute, List<Storm> all) {
    String where = slice.wholeAgent() ? "" : " of " + slice.value();
    return new RuleHit(
        "rule.retry_storm",
        RetryStorms.AMPLIFICATION,
        slice,
        Severity.CRITICAL,
        minute.endMillis(),
        verdict.amplification(),
        "retry storm%s: %s attempts per call, up from %s, while failed runs rose from %s to %s %s%s"
            .formatted(
                where,
                Numbers.plain(verdict.amplification()),
                Numbers.plain(verdict.amplificationBefore()),
                Numbers.percent(verdict.failedBefore()),
                Numbers.percent(verdict.failed()),
                when(rule, minute),
                beside(all)),
        Map.of(
            "amplification", verdict.amplification(),
            "amplification_before", verdict.amplificationBefore(),
            "amplification_limit", rule.amplificationMin(),
            "failed", verdict.failed(),
            "failed_before", verdict.failedBefore(),
            "n", (double) verdict.runs(),
            "n_needed", (double) verdict.runsMin()),
        exemplars);
  }

  private String when(RetryStorm rule, Minute minute) {
    String seen =
        slice.wholeAgent()
            ? Numbers.count(verdict.runs()) + " runs"
            : "at least " + Numbers.count(verdict.runs()) + " calls";
    long lasted = (minute.endMillis() - onset.fromMillis()) / Minute.MILLIS;
    return lasted == 0
        ? "within %d minutes (%s)".formatted(rule.minutes(), seen)
        : "%d minutes ago and since (%s in the last %d)".formatted(lasted, seen, rule.minutes());
  }

  /** Only two of one dimension are surely not one storm: no call is of two providers, or tools. */
  private String beside(List<Storm> all) {
    String others =
        all.stream()
            .filter(other -> !other.told() && !other.slice.equals(slice))
            .filter(other -> !slice.wholeAgent())
            .filter(other -> other.slice.dimension().equals(slice.dimension()))
            .sorted(
                Comparator.comparingDouble((Storm other) -> -other.verdict.amplification())
                    .thenComparing(other -> other.slice.value()))
            .limit(BESIDE_MAX)
            .map(other ->
                "of %s (%s)"
                    .formatted(other.slice.value(), Numbers.plain(other.verdict.amplification())))
            .collect(Collectors.joining(", "));
    return others.isEmpty() ? "" : "; beside it one " + others;
  }
}
