package dev.leeway.signals.run;

import dev.leeway.signals.rule.LoopRule;

/** What is settled of the judgement on runs: when they are looped, and when ungrounded. */
public record RunRules(LoopRule loops, GroundingRule grounding) {

  public static RunRules defaults() {
    return new RunRules(LoopRule.defaults(), GroundingRule.defaults());
  }

  public RunRules with(LoopRule otherLoops) {
    return new RunRules(otherLoops, grounding);
  }

  public RunRules with(GroundingRule otherGrounding) {
    return new RunRules(loops, otherGrounding);
  }
}
