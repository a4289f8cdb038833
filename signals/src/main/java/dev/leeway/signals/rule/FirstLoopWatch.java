package dev.leeway.signals.rule;

import dev.leeway.signals.event.StateReader;

/**
 * Reads a watch of version 1, which knew identical calls only, by other keys: the calls that it had
 * counted begin anew, what was told and spent goes on.
 */
final class FirstLoopWatch {
  private FirstLoopWatch() {}

  /** The bytes behind the version. */
  static LoopWatch read(LoopRule rule, StateReader in) {
    int worst = (int) in.count();
    int unseenTold = (int) in.count();
    for (int left = in.size(); left > 0; left--) {
      in.word();
      in.count();
      in.signed();
      in.signed();
    }
    Spend spend = Spend.NONE;
    for (int left = in.size(); left > 0; left--) {
      in.word();
      double usd = in.number();
      spend = new Spend(0, spend.tokens() + in.count(), spend.usd() + usd);
    }
    RecentCalls recent = RecentCalls.readFirst(in);
    in.end();
    return LoopWatch.after(rule, LoopCounts.ofFirst(worst, unseenTold, rule), recent, spend);
  }
}
