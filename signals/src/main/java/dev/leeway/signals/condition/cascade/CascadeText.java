package dev.leeway.signals.condition.cascade;

import dev.leeway.signals.condition.Minute;
import dev.leeway.signals.condition.traffic.UsualShare;
import dev.leeway.signals.drift.Numbers;
import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.finding.Severity;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is said of the dependency at which failures begin, and whether harder inputs may be why. */
record CascadeText(String origin, Stretch now, Stretch before, CascadeSettings settings) {
  static final String DIMENSION = "dependency";

  /** The same work takes so many times as long: no input explains that. */
  private static final double SLOWER = 1.5;

  private static final double AS_EVER = 1.2;
  private static final double HARDER = 1.5;

  /** Of all runs: then it is the agent that is down. */
  private static final double MOST = 0.5;

  RuleHit hit(Minute minute, List<String> examples) {
    return new RuleHit(
        "rule.cascade",
        Stretch.ORIGIN,
        minute.agent().with(DIMENSION, origin),
        now.shareOf(origin) >= MOST ? Severity.CRITICAL : Severity.WARNING,
        minute.endMillis(),
        now.shareOf(origin),
        text(),
        evidence(),
        examples);
  }

  private String text() {
    return "%s failed first in %s of %s failing runs (%s of all %s in 5 min, %s)"
            .formatted(
                origin,
                Numbers.count(now.begunAt(origin)),
                Numbers.count(now.failed()),
                Numbers.percent(now.shareOf(origin)),
                Numbers.count(now.runs()),
                usual())
        + "; %s timed out".formatted(Numbers.count(now.timedOut()))
        + depth()
        + cause();
  }

  private String usual() {
    return new UsualShare(before.begunAt(origin), before.runs()).known()
        ? Numbers.percent(before.shareOf(origin)) + " before"
        : "too few runs before to say what is usual, %s of %d"
            .formatted(Numbers.count(before.runs()), UsualShare.ALL_MIN);
  }

  private String depth() {
    return now.depths().count() == 0
        ? ""
        : "; %s failed spans one above the other"
            .formatted(Numbers.plain(1 + now.depths().value()));
  }

  private String cause() {
    double work = work();
    double tokens = tokens();
    if (work >= SLOWER) {
      return "; the same work takes %s times as long: it is slower, the inputs are not harder"
          .formatted(Numbers.plain(work));
    }
    if (tokens >= HARDER && work <= AS_EVER) {
      return "; inputs are %s times as long, for which runs take no longer than before: harder"
              .formatted(Numbers.plain(tokens))
          + " inputs may be why";
    }
    return "";
  }

  /** Now to before; NaN where either is not known. */
  private double work() {
    return Math.exp(now.work().value() - before.work().value());
  }

  private double tokens() {
    return now.tokens().value() / before.tokens().value();
  }

  private Map<String, Double> evidence() {
    Map<String, Double> evidence = new TreeMap<>();
    evidence.put("runs_carrying", (double) now.begunAt(origin));
    evidence.put("failing_runs", (double) now.failed());
    evidence.put("timed_out", (double) now.timedOut());
    evidence.put("n", (double) now.runs());
    evidence.put("m", (double) before.runs());
    evidence.put("share", now.shareOf(origin));
    evidence.put("share_before", before.shareOf(origin));
    evidence.put("runs_needed", (double) settings.runsMin());
    putKnown(evidence, "callers_failed", now.depths().value());
    putKnown(evidence, "same_work_ratio", work());
    putKnown(evidence, "input_tokens_ratio", tokens());
    return evidence;
  }

  private static void putKnown(Map<String, Double> evidence, String name, double value) {
    if (Double.isFinite(value)) {
      evidence.put(name, value);
    }
  }
}
