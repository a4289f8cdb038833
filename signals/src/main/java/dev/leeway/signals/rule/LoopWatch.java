package dev.leeway.signals.rule;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.event.StateReader;
import dev.leeway.signals.event.StateWriter;
import dev.leeway.signals.fact.ErrorFacts;
import java.util.ArrayList;
import java.util.List;

/**
 * Watches the spans of one trace, in whatever order they arrive, and says when they become a loop.
 * Its state is bounded and travels as versioned bytes. Not thread-safe.
 *
 * <p>Each span is to be given once; a span right above or below another of the same tool is the
 * same call. Calls count over all agents of the trace, since a task may go round through several. A
 * loop is told at the rule's number of repeats and at each doubling of it, so a run that never ends
 * does not flood anyone.
 */
public final class LoopWatch {
  private static final int VERSION = 2;
  private static final int FIRST_VERSION = 1;
  private final LoopTeller teller;
  private final CallLoops calls;
  private final EchoLoops echoes;

  public LoopWatch(LoopRule rule) {
    this(
        rule, new LoopTeller(rule, new LoopCounts(rule.symptoms()), Spend.NONE), new RecentCalls());
  }

  private LoopWatch(LoopRule rule, LoopTeller teller, RecentCalls recent) {
    this.teller = teller;
    calls = new CallLoops(rule, teller, recent);
    echoes = new EchoLoops(rule, teller, calls, new Echoes());
  }

  private LoopWatch(LoopTeller teller, CallLoops calls, EchoLoops echoes) {
    this.teller = teller;
    this.calls = calls;
    this.echoes = echoes;
  }

  /** Whether a span can be a part of a loop at all. */
  public static boolean concerns(AgentEvent event) {
    return spends(event) || event.facts().number(ErrorFacts.SAME).isPresent();
  }

  /** Whether a span is a call that spends something: a step of its agent. */
  public static boolean spends(AgentEvent event) {
    return event.kind() == EventKind.TOOL || event.kind().callsModel();
  }

  /** Takes a span in, of whose agent nothing is known; the loops that it proves, mostly none. */
  public List<LoopHit> add(AgentEvent event) {
    return add(event, UsualSpend.UNKNOWN);
  }

  /**
   * Takes a span in.
   *
   * @param usual what is usual for its agent; no part of the state
   * @return the loops that it proves, mostly none
   */
  public List<LoopHit> add(AgentEvent event, UsualSpend usual) {
    teller.expect(usual);
    List<LoopHit> hits = new ArrayList<>(0);
    if (event.kind().callsModel()) {
      teller.spend(event, hits);
    }
    if (event.kind() == EventKind.TOOL && !event.tool().name().isEmpty()) {
      calls.call(event, hits);
    }
    if (event.kind() == EventKind.LLM) {
      echoes.answer(event, hits);
    }
    echoes.failure(event, hits);
    return hits;
  }

  /** Takes in the failure of a span that is no call, or no call of its own. */
  public List<LoopHit> addFailure(AgentEvent event) {
    List<LoopHit> hits = new ArrayList<>(0);
    echoes.failure(event, hits);
    return hits;
  }

  /** What was counted so far, whatever the alerts' limits. */
  public LoopCounts counts() {
    return teller.counts();
  }

  Spend spend() {
    return teller.spend();
  }

  /** The greatest share of a limit for all that the spans so far have spent. */
  public double spendShare() {
    return teller.spendShare();
  }

  /** Whether the spans so far go round in circles, in any way. */
  public boolean looped() {
    return counts().symptoms() > 0;
  }

  /** The state as versioned bytes: at most about 9 KB with the default rule. */
  public byte[] bytes() {
    StateWriter out = new StateWriter().octet(VERSION);
    teller.write(out);
    calls.write(out);
    echoes.write(out);
    return out.bytes();
  }

  /** The watch that wrote these bytes, in this version or the one before. */
  public static LoopWatch of(LoopRule rule, byte[] bytes) {
    StateReader in = new StateReader("loop watch", bytes);
    int version = in.octet();
    if (version == FIRST_VERSION) {
      return FirstLoopWatch.read(rule, in);
    }
    if (version != VERSION) {
      throw in.broken("expected version " + VERSION + ", came " + version);
    }
    LoopTeller teller = LoopTeller.read(rule, in);
    CallLoops calls = CallLoops.read(rule, teller, in);
    EchoLoops echoes = new EchoLoops(rule, teller, calls, Echoes.read(in));
    in.end();
    return new LoopWatch(teller, calls, echoes);
  }

  /** One that goes on from what version 1 had kept. */
  static LoopWatch after(LoopRule rule, LoopCounts counts, RecentCalls recent, Spend spend) {
    return new LoopWatch(rule, new LoopTeller(rule, counts, spend), recent);
  }
}
