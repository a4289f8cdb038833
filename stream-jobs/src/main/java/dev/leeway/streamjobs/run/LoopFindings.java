package dev.leeway.streamjobs.run;

import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.rule.LoopHit;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a run that goes round in circles is called in a finding. */
final class LoopFindings {
  private static final String DETECTOR = "rule.loop";
  private static final String SIGNAL = "loop.repeat";

  private LoopFindings() {}

  static RuleHit of(LoopHit hit) {
    return new RuleHit(
        DETECTOR,
        SIGNAL,
        hit.agent().with("tool", hit.tool()),
        Severity.CRITICAL,
        hit.lastMillis(),
        hit.repeats(),
        text(hit),
        Map.of(
            "repeats",
            (double) hit.repeats(),
            "seconds",
            seconds(hit),
            "spend_usd",
            hit.spendUsd(),
            "spend_tokens",
            (double) hit.spendTokens(),
            "identical_arguments",
            hit.identicalArguments() ? 1.0 : 0.0),
        List.of(hit.traceId().toString()));
  }

  private static String text(LoopHit hit) {
    return String.format(
        Locale.ROOT,
        "%s was called %d times %s in one run within %.0f s; the run has used %d tokens%s",
        hit.tool(),
        hit.repeats(),
        hit.identicalArguments()
            ? "with the same arguments and the same result"
            : "in a row (its arguments were not captured)",
        seconds(hit),
        hit.spendTokens(),
        hit.spendUsd() > 0 ? String.format(Locale.ROOT, " and $%.4f", hit.spendUsd()) : "");
  }

  private static double seconds(LoopHit hit) {
    return Math.max(0, hit.lastMillis() - hit.firstMillis()) / 1_000.0;
  }
}
