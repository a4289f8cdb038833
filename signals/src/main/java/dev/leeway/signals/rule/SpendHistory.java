package dev.leeway.signals.rule;

import dev.leeway.signals.event.StateReader;
import dev.leeway.signals.event.StateWriter;

/**
 * What the traces of an agent spent in this week and the one before, in the agent's own time: what
 * is usual for it. Not thread-safe.
 *
 * <p>A trace that was told of teaches nothing, or a loop that comes again and again would become
 * what is usual. Where a tenth of a week's traces were told of, they are how the agent works now,
 * and are learned when that week is over: loops are rarer.
 */
public final class SpendHistory {
  /** Fewer traces say nothing: the 99th of 100 would be one of the two dearest. */
  public static final long TRACES_MIN = 200;

  private static final int VERSION = 1;
  private static final long WEEK_MILLIS = 7 * 86_400_000L;
  private static final long TOLD_PART = 10;

  private SpendCounts before = new SpendCounts();
  private SpendCounts now = new SpendCounts();
  private SpendCounts told = new SpendCounts();
  private long week;

  /**
   * Takes in a trace that is over.
   *
   * @param agentMillis what the agent's clock shows; it never goes back
   * @param trace what was seen of it
   */
  public void learn(long agentMillis, LoopWatch trace) {
    turnTo(Math.floorDiv(agentMillis, WEEK_MILLIS));
    (trace.counts().wasTold(LoopKind.SPEND) ? told : now).add(trace.spend());
  }

  /** Takes in what another knows of the same agent, which is then of no use. */
  public void learn(SpendHistory other) {
    long newest = Math.max(week, other.week);
    turnTo(newest);
    other.turnTo(newest);
    before.addAll(other.before);
    now.addAll(other.now);
    told.addAll(other.told);
  }

  /** What is usual by now; unknown for too few traces. */
  public UsualSpend usual() {
    if (before.traces() + now.traces() < TRACES_MIN) {
      return UsualSpend.UNKNOWN;
    }
    SpendCounts both = new SpendCounts();
    both.addAll(before);
    both.addAll(now);
    return both.usual();
  }

  private void turnTo(long newWeek) {
    if (newWeek <= week) {
      return;
    }
    if (told.traces() * TOLD_PART >= told.traces() + now.traces()) {
      now.addAll(told);
    }
    before = newWeek == week + 1 ? now : new SpendCounts();
    now = new SpendCounts();
    told = new SpendCounts();
    week = newWeek;
  }

  /** Versioned: some 300 B of a common agent, at most 7 KB. */
  public byte[] bytes() {
    StateWriter out = new StateWriter().octet(VERSION).signed(week);
    before.write(out);
    now.write(out);
    told.write(out);
    return out.bytes();
  }

  /** The history that wrote these bytes. */
  public static SpendHistory of(byte[] bytes) {
    StateReader in = new StateReader("spend history", bytes).version(VERSION);
    SpendHistory history = new SpendHistory();
    history.week = in.signed();
    history.before = SpendCounts.read(in);
    history.now = SpendCounts.read(in);
    history.told = SpendCounts.read(in);
    in.end();
    return history;
  }
}
