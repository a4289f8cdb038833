package dev.leeway.signals.rule;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.StateReader;
import dev.leeway.signals.event.StateWriter;
import java.util.List;

/**
 * Tells the loops of a trace with what it had spent by then, and counts them. A loop is told at its
 * limit and at each doubling of it. Not thread-safe.
 */
final class LoopTeller {
  private final LoopRule rule;
  private final LoopCounts counts;
  private Spend spend;
  private UsualSpend usual = UsualSpend.UNKNOWN;

  LoopTeller(LoopRule rule, LoopCounts counts, Spend spend) {
    this.rule = rule;
    this.counts = counts;
    this.spend = spend;
  }

  static LoopTeller read(LoopRule rule, StateReader in) {
    LoopCounts counts = LoopCounts.read(in, rule.symptoms());
    return new LoopTeller(rule, counts, Spend.read(in));
  }

  void write(StateWriter out) {
    counts.write(out);
    spend.write(out);
  }

  /** Whether a loop of so many is to be told. */
  static boolean due(int count, int limit) {
    return count >= limit && count % limit == 0 && Integer.bitCount(count / limit) == 1;
  }

  LoopCounts counts() {
    return counts;
  }

  /** The greatest share of a limit that was spent. */
  double spendShare() {
    return rule.spend().shareOf(spend);
  }

  /** A loop of the trace as it is now, to be completed and told. */
  LoopHits loop(LoopKind kind, AgentEvent event) {
    return LoopHits.of(kind, event, spend);
  }

  void tell(LoopHits loop, List<LoopHit> hits) {
    counts.told(loop.hit().kind());
    hits.add(loop.hit());
  }

  /** What is usual for the agent whose span comes next. */
  void expect(UsualSpend usual) {
    this.usual = usual;
  }

  Spend spend() {
    return spend;
  }

  /** Takes in what a call spent. */
  void spend(AgentEvent event, List<LoopHit> hits) {
    spend = spend.with(event);
    SpendMark mark = rule.spend().markOf(spend, usual);
    if (mark.share() >= 1 && counts.tellAt(LoopKind.SPEND, countOf(mark), 1)) {
      tell(
          loop(LoopKind.SPEND, event)
              .repeats((int) Math.min(Integer.MAX_VALUE, spend.steps()))
              .reached(mark),
          hits);
    }
  }

  /**
   * Whole shares. Those of a limit for all count a hundredfold: it is at most fifty times the
   * agent's own, so that reaching it is always told.
   */
  private static int countOf(SpendMark mark) {
    int whole = (int) Math.min(1e6, mark.share());
    return mark.absolute() ? 2 * SpendLimits.LEAST_PART * whole : whole;
  }
}
