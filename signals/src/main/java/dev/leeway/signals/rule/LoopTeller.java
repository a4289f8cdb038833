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

  /** Takes in what a call spent. */
  void spend(AgentEvent event, List<LoopHit> hits) {
    spend = spend.with(event);
    double share = spendShare();
    if (share >= 1 && counts.tellAt(LoopKind.SPEND, (int) Math.min(1e6, share), 1)) {
      tell(
          loop(LoopKind.SPEND, event)
              .repeats((int) Math.min(Integer.MAX_VALUE, spend.steps()))
              .number("", 0, share)
              .from(event.startMillis(), event.endMillis()),
          hits);
    }
  }
}
