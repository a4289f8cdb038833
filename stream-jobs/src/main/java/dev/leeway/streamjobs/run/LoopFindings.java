package dev.leeway.streamjobs.run;

import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.finding.Severity;
import dev.leeway.signals.rule.LoopHit;
import dev.leeway.signals.rule.LoopKind;
import dev.leeway.signals.rule.SpendMark;
import dev.leeway.signals.rule.SpendMeasure;
import dev.leeway.signals.window.Slice;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a run that goes round in circles is called in a finding. */
final class LoopFindings {
  private static final String DETECTOR = "rule.loop";

  private LoopFindings() {}

  static RuleHit of(LoopHit hit) {
    Slice slice = hit.tool().isEmpty() ? hit.agent() : hit.agent().with("tool", hit.tool());
    return new RuleHit(
        DETECTOR,
        hit.kind().signal(),
        slice,
        severityOf(hit),
        hit.lastMillis(),
        effectOf(hit),
        whatComesAgain(hit) + within(hit) + soFar(hit),
        evidence(hit),
        List.of(hit.traceId().toString()),
        RuleHit.Course.ONCE);
  }

  /**
   * An agent that says or fails the same again wastes; one that acts again does harm. Of what is
   * merely unusual nobody declared anything.
   */
  private static Severity severityOf(LoopHit hit) {
    return switch (hit.kind()) {
      case REPEAT, CYCLE, ESCALATION -> Severity.CRITICAL;
      case SPEND -> hit.mark().absolute() ? Severity.CRITICAL : Severity.WARNING;
      case NEAR_REPEAT, OUTPUT, CODE, ERROR -> Severity.WARNING;
    };
  }

  private static double effectOf(LoopHit hit) {
    return switch (hit.kind()) {
      case SPEND -> hit.mark().share();
      case REPEAT, NEAR_REPEAT, CYCLE, ESCALATION, OUTPUT, CODE, ERROR -> hit.repeats();
    };
  }

  private static String whatComesAgain(LoopHit hit) {
    int n = hit.repeats();
    return switch (hit.kind()) {
      case REPEAT ->
          hit.identicalArguments()
              ? "%s was called %d times with the same arguments in one run".formatted(hit.tool(), n)
              : "%s was called %d times in a row in one run (its arguments were not captured)"
                  .formatted(hit.tool(), n);
      case NEAR_REPEAT ->
          "%s was called %d times with nearly the same arguments in one run, without news"
              .formatted(hit.tool(), n);
      case CYCLE ->
          "the same tool calls came in turn for %d rounds in one run, %s among them, without news"
              .formatted(n, hit.tool());
      case ESCALATION ->
          "%s of %s grew from %s to %s over %d calls in one run"
              .formatted(
                  hit.path().replace("#", " (how many)"),
                  hit.tool(),
                  number(hit.from()),
                  number(hit.to()),
                  n);
      case SPEND -> spent(hit);
      case OUTPUT -> "a model gave the same answer %d times in one run".formatted(n);
      case CODE -> "the same code was to be run %d times in one run".formatted(n);
      case ERROR -> "the same error came %d times in one run".formatted(n);
    };
  }

  private static String spent(LoopHit hit) {
    SpendMark mark = hit.mark();
    return mark.absolute()
        ? "one run used %s times what any run may take: %d steps"
            .formatted(number(mark.share()), hit.repeats())
        : ("one run took %s, %s times what 99 of 100 earlier runs of the agent stayed within"
                + " (%s, of %d runs)")
            .formatted(
                amount(mark.measure(), usedOf(hit)),
                number(usedOf(hit) / mark.usual()),
                amount(mark.measure(), mark.usual()),
                mark.learnedFrom());
  }

  private static double usedOf(LoopHit hit) {
    return switch (hit.mark().measure()) {
      case STEPS -> hit.repeats();
      case TOKENS -> hit.spendTokens();
      case USD -> hit.spendUsd();
    };
  }

  private static String amount(SpendMeasure measure, double value) {
    return switch (measure) {
      case STEPS -> "%d steps".formatted(Math.round(value));
      case TOKENS -> "%d tokens".formatted(Math.round(value));
      case USD -> String.format(Locale.ROOT, "$%.4f", value);
    };
  }

  /** What was spent came about over the whole run, and not within the last call. */
  private static String within(LoopHit hit) {
    return hit.kind() == LoopKind.SPEND ? "" : " within " + seconds(hit);
  }

  private static String soFar(LoopHit hit) {
    String usd = hit.spendUsd() > 0 ? String.format(Locale.ROOT, " and $%.4f", hit.spendUsd()) : "";
    return "; the run has used " + hit.spendTokens() + " tokens" + usd + " so far";
  }

  private static Map<String, Double> evidence(LoopHit hit) {
    Map<String, Double> evidence = new TreeMap<>();
    evidence.put("repeats", (double) hit.repeats());
    evidence.put("seconds", millis(hit) / 1_000.0);
    evidence.put("spend_usd", hit.spendUsd());
    evidence.put("spend_tokens", (double) hit.spendTokens());
    switch (hit.kind()) {
      case REPEAT -> evidence.put("identical_arguments", hit.identicalArguments() ? 1.0 : 0.0);
      case ESCALATION -> {
        evidence.put("number_first", hit.from());
        evidence.put("number_last", hit.to());
      }
      case SPEND -> {
        evidence.put("limit_share", hit.mark().share());
        if (!hit.mark().absolute()) {
          evidence.put("usual", hit.mark().usual());
          evidence.put("usual_runs", (double) hit.mark().learnedFrom());
        }
      }
      case NEAR_REPEAT, CYCLE, OUTPUT, CODE, ERROR -> {}
    }
    return evidence;
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.2f", value);
  }

  private static String seconds(LoopHit hit) {
    return String.format(Locale.ROOT, "%.0f s", millis(hit) / 1_000.0);
  }

  private static long millis(LoopHit hit) {
    return Math.max(0, hit.lastMillis() - hit.firstMillis());
  }
}
