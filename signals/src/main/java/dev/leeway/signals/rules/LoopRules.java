package dev.leeway.signals.rules;

import dev.leeway.signals.rule.LoopRule;
import dev.leeway.signals.rule.LoopSymptoms;
import dev.leeway.signals.rule.SpendLimits;

/** When a run goes round in circles: section {@code loops}. */
public record LoopRules(LoopRule rule) implements RuleSection {
  private static final LoopRule USUAL = LoopRule.defaults();
  private static final int CALLS_MAX = 1_000_000;

  public static final Section<LoopRules> SECTION =
      Section.of("loops", new LoopRules(USUAL), LoopRules::read);

  static LoopRules read(RuleReader in) {
    return new LoopRules(
        new LoopRule(
            calls(in, "identical_calls", USUAL.repeats()),
            calls(in, "identical_acting_calls", USUAL.actingRepeats()),
            calls(in, "similar_calls", USUAL.nearRepeats()),
            in.whole("unseen_calls", USUAL.unseenRepeats(), 2, 64),
            calls(in, "cycle_rounds", USUAL.cycleRounds()),
            in.whole("growing_calls", USUAL.growthCalls(), 3, CALLS_MAX),
            in.number("growth_factor", USUAL.growthFactor(), 1.01, 1e9),
            in.number("quantity", USUAL.quantityMax(), 1, 1e15),
            calls(in, "identical_errors", USUAL.errors()),
            calls(in, "identical_answers", USUAL.outputs()),
            calls(in, "identical_code", USUAL.codes()),
            in.section("run_limits", USUAL.spend(), LoopRules::spend),
            in.section("outcome", USUAL.symptoms(), LoopRules::symptoms),
            USUAL.keysMax()));
  }

  private static SpendLimits spend(RuleReader in) {
    SpendLimits usual = USUAL.spend();
    double times = in.number("usual_times", usual.usualTimes(), 0, 1e6);
    if (times > 0 && times < 2) {
      in.problem("usual_times", "expected 0 or a number from 2 to 1000000, came " + times);
      times = usual.usualTimes();
    }
    return new SpendLimits(
        (long) in.number("steps", (double) usual.steps(), 1, 1e9),
        (long) in.number("tokens", (double) usual.tokens(), 1, 1e15),
        in.number("cost_usd", usual.costUsd(), 0.01, 1e9),
        times);
  }

  private static LoopSymptoms symptoms(RuleReader in) {
    LoopSymptoms usual = USUAL.symptoms();
    return new LoopSymptoms(
        calls(in, "identical_calls", usual.repeats()),
        in.whole("result_bytes", (int) usual.resultBytesMin(), 0, Integer.MAX_VALUE),
        calls(in, "similar_calls", usual.near()),
        calls(in, "identical_errors", usual.errors()),
        calls(in, "identical_answers", usual.outputs()),
        in.whole("answer_bytes", (int) usual.outputBytesMin(), 0, Integer.MAX_VALUE),
        calls(in, "identical_code", usual.codes()));
  }

  private static int calls(RuleReader in, String key, int usual) {
    return in.whole(key, usual, 2, CALLS_MAX);
  }
}
