package dev.leeway.signals.condition.budget;

import dev.leeway.signals.drift.Numbers;
import java.util.Map;
import java.util.TreeMap;

/**
 * How fast a budget burns over a pair of windows: {@code burn = bad share / allowed share}; once is
 * as fast as it may be for good.
 *
 * @param longer what the long window holds
 * @param shorter what the short one holds
 */
public record Burn(BurnPair pair, BadCount longer, BadCount shorter, Allowance allowance) {
  public double ofLong() {
    return longer.share() / allowance.share();
  }

  public double ofShort() {
    return shorter.share() / allowance.share();
  }

  public boolean tooFast() {
    return ofLong() >= pair.limit() && ofShort() >= pair.limit();
  }

  /** Numbers behind a finding, by name. */
  Map<String, Double> evidence() {
    Map<String, Double> evidence = new TreeMap<>();
    evidence.put("burn_long", ofLong());
    evidence.put("burn_short", ofShort());
    evidence.put("burn_limit", pair.limit());
    evidence.put("bad_long", longer.bad());
    evidence.put("n_long", (double) longer.all());
    evidence.put("bad_short", shorter.bad());
    evidence.put("n_short", (double) shorter.all());
    evidence.put("allowed_share", allowance.share());
    evidence.put("objective_promised", allowance.promised() ? 1.0 : 0.0);
    return evidence;
  }

  /** In words, for a finding. */
  String text(String label) {
    String budget =
        allowance.promised()
            ? "the budget of " + Numbers.percent(allowance.share())
            : "the usual %s (of %s before; no objective is set)"
                .formatted(
                    Numbers.percent(allowance.share()), Numbers.count(allowance.learnedFrom()));
    return "%s: %s over %s (%s of %s) and %s over %s; %s burns %s as fast as it may"
        .formatted(
            label,
            Numbers.percent(longer.share()),
            BurnPair.words(pair.longMinutes()),
            Numbers.plain(longer.bad()),
            Numbers.count(longer.all()),
            Numbers.percent(shorter.share()),
            BurnPair.words(pair.shortMinutes()),
            budget,
            Numbers.ratio(ofLong()));
  }
}
