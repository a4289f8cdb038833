package dev.leeway.signals.catalogue;

import java.util.List;

/**
 * The rates that windows of other signals tell: what all runs of a minute come to. The third of
 * them, {@code tokens.rate}, has windows of its own, in which each run says its tokens.
 */
final class RateSignals {
  static final List<Signal> ALL =
      List.of(
          Signal.numeric("run.rate", "Runs per minute", Unit.RUNS_PER_MINUTE, Signal.Scope.AGENT)
              .judgedBy(Detection.RULE, Detection.BUDGET, Detection.FORECAST)
              .means(
                  "Runs that ended in a minute, from the windows of run.count. A rule tells of "
                      + "surges and slumps against the same time of the days before; limits that "
                      + "owners declare are watched and foretold. A minute without a run has no "
                      + "row, and is zero only within a pause of five minutes: a longer silence "
                      + "is told by agent.silent.",
                  FailureMode.LATENCY_CASCADE,
                  FailureMode.HARDER_INPUTS),
          Signal.numeric(
                  "cost.rate", "Cost per minute", Unit.US_DOLLARS_PER_MINUTE, Signal.Scope.AGENT)
              .worse(Direction.HIGHER_IS_WORSE)
              .judgedBy(Detection.RULE, Detection.BUDGET, Detection.FORECAST)
              .means(
                  "What the runs that ended in a minute cost, from the windows of cost.run. Budgets "
                      + "of an hour, a day or a month that owners declare are watched: how fast "
                      + "they go, when they will be used up. Absent where no price is known.",
                  FailureMode.HARDER_INPUTS,
                  FailureMode.RUNAWAY));

  private RateSignals() {}
}
