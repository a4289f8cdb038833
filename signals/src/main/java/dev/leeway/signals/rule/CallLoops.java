package dev.leeway.signals.rule;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.Facts;
import dev.leeway.signals.event.StateReader;
import dev.leeway.signals.event.StateWriter;
import dev.leeway.signals.fact.CallFacts;
import dev.leeway.signals.fact.OutputCall;
import dev.leeway.signals.fact.Quantities;
import java.util.List;

/**
 * Finds the loops that tool calls make: the same again, nearly the same, calls in turn, numbers
 * that grow. Not thread-safe.
 */
final class CallLoops {
  private final LoopRule rule;
  private final LoopTeller teller;
  private final RepeatedCalls calls;
  private final RecentCalls recent;
  private final CallGrowth growth;

  CallLoops(LoopRule rule, LoopTeller teller, RecentCalls recent) {
    this(rule, teller, new RepeatedCalls(rule.keysMax()), recent, new CallGrowth(rule));
  }

  private CallLoops(
      LoopRule rule,
      LoopTeller teller,
      RepeatedCalls calls,
      RecentCalls recent,
      CallGrowth growth) {
    this.rule = rule;
    this.teller = teller;
    this.calls = calls;
    this.recent = recent;
    this.growth = growth;
  }

  static CallLoops read(LoopRule rule, LoopTeller teller, StateReader in) {
    RepeatedCalls calls = RepeatedCalls.read(in, rule.keysMax());
    RecentCalls recent = RecentCalls.read(in);
    return new CallLoops(rule, teller, calls, recent, CallGrowth.read(rule, in));
  }

  void write(StateWriter out) {
    calls.write(out);
    recent.write(out);
    growth.write(out);
  }

  /** Takes in the span of a tool call. */
  void call(AgentEvent event, List<LoopHit> hits) {
    long tool = CallPrint.toolOf(event.tool().name());
    boolean known = recent.knows(event, tool);
    boolean seen = event.tool().argumentsHash() != 0;
    if (known || !seen) {
      recent.add(
          event,
          tool,
          known ? RecentCalls.Part.WRAPPED : RecentCalls.Part.UNSEEN_ARGUMENTS,
          event.spanId(),
          false);
    }
    if (known) {
      return;
    }
    teller.spend(event, hits);
    if (seen) {
      repeated(event, tool, hits);
    } else {
      unseen(event, tool, hits);
    }
  }

  /** A call that only the model's answer tells: its tool has no spans, so far. */
  void told(AgentEvent event, OutputCall call, List<LoopHit> hits) {
    CallPrint print = CallPrint.of(call);
    if (calls.hasSpanOf(print.tool())) {
      return;
    }
    RepeatedCalls.Seen seen = calls.add(print, event.startMillis(), event.endMillis());
    teller.counts().repeatedByAnswers(seen.identical(), rule.repeats());
    // Twice as often as of calls with spans: whether a result was news is not known here.
    if (LoopTeller.due(seen.identical(), 2 * rule.repeats())) {
      teller.tell(
          teller
              .loop(LoopKind.REPEAT, event)
              .tool(call.tool())
              .repeats(seen.identical())
              .from(seen.firstMillis(), seen.lastMillis()),
          hits);
    }
    grown(
        event,
        call.tool(),
        growth.add(call.tool(), Quantities.of(call.numbers()), event.startMillis()),
        hits);
  }

  private void repeated(AgentEvent event, long tool, List<LoopHit> hits) {
    CallPrint call = CallPrint.of(event, tool);
    RepeatedCalls.Seen seen = calls.add(call, event.startMillis(), event.endMillis());
    teller.counts().repeated(seen, call.resultBytes());
    recent.add(event, tool, RecentCalls.Part.SEEN_ARGUMENTS, seen.identity(), seen.news());
    boolean acts =
        seen.sameResult() < rule.repeats()
            && LoopTeller.due(seen.identical(), rule.actingRepeats())
            && ToolManner.of(event.tool().name()) == ToolManner.ACTING;
    if (acts || LoopTeller.due(seen.sameResult(), rule.repeats())) {
      int repeats = acts ? seen.identical() : seen.sameResult();
      teller.tell(
          teller
              .loop(LoopKind.REPEAT, event)
              .repeats(repeats)
              .from(seen.firstMillis(), seen.lastMillis()),
          hits);
    }
    if (LoopTeller.due(seen.near(), rule.nearRepeats())) {
      teller.tell(
          teller
              .loop(LoopKind.NEAR_REPEAT, event)
              .repeats(seen.near())
              .from(seen.nearFirstMillis(), event.endMillis()),
          hits);
    }
    turns(event, hits);
    Facts facts = event.facts();
    grown(
        event,
        event.tool().name(),
        growth.add(
            event.tool().name(),
            (long) facts.number(CallFacts.SHAPE).orElse(0),
            call.key(),
            facts,
            event.startMillis()),
        hits);
  }

  private void turns(AgentEvent event, List<LoopHit> hits) {
    RecentCalls.Turns turns = recent.turnsAround(event);
    int before = teller.counts().cycle();
    teller.counts().cycled(turns.rounds());
    // Once per doubling for the whole trace: a late call may lengthen a row by more than one.
    if (turns.rounds() > before
        && teller.counts().tellAt(LoopKind.CYCLE, turns.rounds(), rule.cycleRounds())) {
      teller.tell(
          teller
              .loop(LoopKind.CYCLE, event)
              .repeats(turns.rounds())
              .from(turns.calls().getFirst().startMillis(), event.endMillis()),
          hits);
    }
  }

  private void unseen(AgentEvent event, long tool, List<LoopHit> hits) {
    List<RecentCalls.Call> row = recent.rowAround(event, tool);
    if (row.size() < rule.unseenRepeats()) {
      return;
    }
    teller.counts().unseenRow(row.size());
    if (teller.counts().tellAt(LoopKind.REPEAT, row.size(), rule.unseenRepeats())) {
      long lastMillis = row.stream().mapToLong(RecentCalls.Call::endMillis).max().orElseThrow();
      teller.tell(
          teller
              .loop(LoopKind.REPEAT, event)
              .repeats(row.size())
              .argumentsUnseen()
              .from(row.getFirst().startMillis(), lastMillis),
          hits);
    }
  }

  private void grown(
      AgentEvent event, String tool, List<CallGrowth.Grown> grown, List<LoopHit> hits) {
    for (CallGrowth.Grown number : grown) {
      boolean escalates = growth.escalates(number);
      if (number.place() != CallGrowth.Place.ANY_CALL || escalates) {
        teller.counts().grown(number.growth().calls(), escalates);
      }
      if (growth.tellNow(number)) {
        teller.tell(
            teller
                .loop(LoopKind.ESCALATION, event)
                .tool(tool)
                .repeats(number.growth().calls())
                .number(number.path(), number.growth().first(), number.growth().last())
                .from(number.growth().firstMillis(), event.endMillis()),
            hits);
      }
    }
  }
}
