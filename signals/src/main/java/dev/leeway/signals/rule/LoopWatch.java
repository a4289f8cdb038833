package dev.leeway.signals.rule;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.event.Facts;
import dev.leeway.signals.event.StateReader;
import dev.leeway.signals.event.StateWriter;
import dev.leeway.signals.fact.CallFacts;
import dev.leeway.signals.fact.ErrorFacts;
import dev.leeway.signals.fact.ErrorKind;
import dev.leeway.signals.fact.OutputCall;
import dev.leeway.signals.fact.OutputFacts;
import dev.leeway.signals.fact.Quantities;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeSet;

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
  private final LoopRule rule;
  private final LoopCounts counts;
  private final CallGrowth growth;
  private final Echoes echoes;
  private final RecentCalls recent;
  private final RepeatedCalls calls;
  private Spend spend;

  public LoopWatch(LoopRule rule) {
    this(
        rule,
        new LoopCounts(rule.symptoms()),
        new CallGrowth(rule),
        new Echoes(),
        new RecentCalls(),
        new RepeatedCalls(rule.keysMax()),
        Spend.NONE);
  }

  private LoopWatch(
      LoopRule rule,
      LoopCounts counts,
      CallGrowth growth,
      Echoes echoes,
      RecentCalls recent,
      RepeatedCalls calls,
      Spend spend) {
    this.rule = rule;
    this.counts = counts;
    this.growth = growth;
    this.echoes = echoes;
    this.recent = recent;
    this.calls = calls;
    this.spend = spend;
  }

  /** Whether a span can be a part of a loop at all. */
  public static boolean concerns(AgentEvent event) {
    return event.kind() == EventKind.TOOL
        || event.kind().callsModel()
        || event.facts().number(ErrorFacts.SAME).isPresent();
  }

  /** Takes a span in; the loops that it proves, mostly none. */
  public List<LoopHit> add(AgentEvent event) {
    List<LoopHit> hits = new ArrayList<>(0);
    if (event.kind().callsModel()) {
      spend(event, hits);
    }
    if (event.kind() == EventKind.TOOL && !event.tool().name().isEmpty()) {
      toolCall(event, hits);
    }
    if (event.kind() == EventKind.LLM) {
      answer(event, hits);
    }
    failure(event, hits);
    return hits;
  }

  /** What was counted so far, whatever the alerts' limits. */
  public LoopCounts counts() {
    return counts;
  }

  /** The greatest share of a limit that the spans so far have spent. */
  public double spendShare() {
    return rule.spend().shareOf(spend);
  }

  /** Whether the spans so far go round in circles, in any way. */
  public boolean looped() {
    return counts.symptoms() > 0;
  }

  /** Takes in the failure of a span that is no call, or no call of its own. */
  public List<LoopHit> addFailure(AgentEvent event) {
    List<LoopHit> hits = new ArrayList<>(0);
    failure(event, hits);
    return hits;
  }

  private void toolCall(AgentEvent event, List<LoopHit> hits) {
    boolean known = recent.knows(event);
    boolean seen = event.tool().argumentsHash() != 0;
    if (known || !seen) {
      recent.add(
          event,
          known ? RecentCalls.Part.WRAPPED : RecentCalls.Part.UNSEEN_ARGUMENTS,
          event.spanId(),
          false);
    }
    if (known) {
      return;
    }
    spend(event, hits);
    if (seen) {
      repeated(event, hits);
    } else {
      unseen(event, hits);
    }
  }

  private void repeated(AgentEvent event, List<LoopHit> hits) {
    CallPrint call = CallPrint.of(event);
    RepeatedCalls.Seen seen = calls.add(call, event.startMillis(), event.endMillis());
    counts.repeated(seen, call.resultBytes());
    recent.add(event, RecentCalls.Part.SEEN_ARGUMENTS, seen.identity(), seen.news());
    boolean acting = ToolManner.of(event.tool().name()) == ToolManner.ACTING;
    boolean acts = acting && seen.sameResult() < rule.repeats();
    if (tells(seen.sameResult(), rule.repeats())
        || (acts && tells(seen.identical(), rule.actingRepeats()))) {
      int repeats = acts ? seen.identical() : seen.sameResult();
      hit(
          LoopHits.of(LoopKind.REPEAT, event, spend)
              .repeats(repeats)
              .from(seen.firstMillis(), seen.lastMillis()),
          hits);
    }
    if (tells(seen.near(), rule.nearRepeats())) {
      hit(
          LoopHits.of(LoopKind.NEAR_REPEAT, event, spend)
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
    int before = counts.cycle();
    counts.cycled(turns.rounds());
    // Once per doubling for the whole trace: a late call may lengthen a row by more than one.
    if (turns.rounds() > before
        && counts.tellAt(LoopKind.CYCLE, turns.rounds(), rule.cycleRounds())) {
      hit(
          LoopHits.of(LoopKind.CYCLE, event, spend)
              .repeats(turns.rounds())
              .from(turns.calls().getFirst().startMillis(), event.endMillis()),
          hits);
    }
  }

  private void unseen(AgentEvent event, List<LoopHit> hits) {
    List<RecentCalls.Call> row = recent.rowAround(event);
    if (row.size() < rule.unseenRepeats()) {
      return;
    }
    counts.unseenRow(row.size());
    if (counts.tellAt(LoopKind.REPEAT, row.size(), rule.unseenRepeats())) {
      long lastMillis = row.stream().mapToLong(RecentCalls.Call::endMillis).max().orElseThrow();
      hit(
          LoopHits.of(LoopKind.REPEAT, event, spend)
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
        counts.grown(number.growth().calls(), escalates);
      }
      if (growth.tellNow(number)) {
        hit(
            LoopHits.of(LoopKind.ESCALATION, event, spend)
                .tool(tool)
                .repeats(number.growth().calls())
                .number(number.path(), number.growth().first(), number.growth().last())
                .from(number.growth().firstMillis(), event.endMillis()),
            hits);
      }
    }
  }

  private void answer(AgentEvent event, List<LoopHit> hits) {
    Facts facts = event.facts();
    if (facts.isEmpty()) {
      return;
    }
    long said = (long) facts.number(OutputFacts.SAME).orElse(0);
    if (!echoes.own(event, LoopKind.OUTPUT, said)) {
      return;
    }
    if (said != 0) {
      Echoes.Count count = echoes.add(LoopKind.OUTPUT, said, event);
      counts.answered(count.times(), LoopCounts.outputBytes(event));
      echo(LoopKind.OUTPUT, event, count, rule.outputs(), hits);
    }
    for (String code : new TreeSet<>(words(facts.text(OutputFacts.CODE)))) {
      Echoes.Count count = echoes.add(LoopKind.CODE, code.hashCode(), event);
      counts.coded(count.times());
      echo(LoopKind.CODE, event, count, rule.codes(), hits);
    }
    for (OutputCall call : OutputCall.of(facts.text(OutputFacts.CALLS))) {
      told(event, call, hits);
    }
  }

  /** A call that only the model's answer tells: its tool has no spans, so far. */
  private void told(AgentEvent event, OutputCall call, List<LoopHit> hits) {
    CallPrint print = CallPrint.of(call);
    if (calls.hasSpanOf(print.tool())) {
      return;
    }
    RepeatedCalls.Seen seen = calls.add(print, event.startMillis(), event.endMillis());
    counts.repeatedByAnswers(seen.identical(), rule.repeats());
    // Twice as often as of calls with spans: whether a result was news is not known here.
    if (tells(seen.identical(), 2 * rule.repeats())) {
      hit(
          LoopHits.of(LoopKind.REPEAT, event, spend)
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

  private void failure(AgentEvent event, List<LoopHit> hits) {
    OptionalDouble same = event.facts().number(ErrorFacts.SAME);
    if (same.isEmpty() || !echoes.own(event, LoopKind.ERROR, (long) same.getAsDouble())) {
      return;
    }
    Echoes.Count count = echoes.add(LoopKind.ERROR, (long) same.getAsDouble(), event);
    ErrorKind kind = ErrorKind.named(event.facts().text(ErrorFacts.KIND));
    counts.failed(count.times(), kind.passing());
    if (!kind.passing()) {
      echo(LoopKind.ERROR, event, count, rule.errors(), hits);
    }
  }

  private void echo(
      LoopKind kind, AgentEvent event, Echoes.Count count, int limit, List<LoopHit> hits) {
    if (tells(count.times(), limit)) {
      hit(
          LoopHits.of(kind, event, spend)
              .repeats(count.times())
              .from(count.firstMillis(), count.lastMillis()),
          hits);
    }
  }

  private void spend(AgentEvent event, List<LoopHit> hits) {
    spend = spend.with(event);
    double share = spendShare();
    if (share >= 1 && counts.tellAt(LoopKind.SPEND, (int) Math.min(1e6, share), 1)) {
      hit(
          LoopHits.of(LoopKind.SPEND, event, spend)
              .repeats((int) Math.min(Integer.MAX_VALUE, spend.steps()))
              .number("", 0, share)
              .from(event.startMillis(), event.endMillis()),
          hits);
    }
  }

  private void hit(LoopHits hit, List<LoopHit> hits) {
    counts.told(hit.hit().kind());
    hits.add(hit.hit());
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
  }

  private static boolean tells(int count, int limit) {
    return count >= limit && count % limit == 0 && Integer.bitCount(count / limit) == 1;
  }

  /** The state as versioned bytes: at most about 9 KB with the default rule. */
  public byte[] bytes() {
    StateWriter out = new StateWriter().octet(VERSION);
    counts.write(out);
    spend.write(out);
    calls.write(out);
    recent.write(out);
    growth.write(out);
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
    LoopCounts counts = LoopCounts.read(in, rule.symptoms());
    Spend spend = Spend.read(in);
    RepeatedCalls calls = RepeatedCalls.read(in, rule.keysMax());
    RecentCalls recent = RecentCalls.read(in);
    CallGrowth growth = CallGrowth.read(rule, in);
    Echoes echoes = Echoes.read(in);
    in.end();
    return new LoopWatch(rule, counts, growth, echoes, recent, calls, spend);
  }

  /** One that goes on from what version 1 had kept. */
  static LoopWatch after(LoopRule rule, LoopCounts counts, RecentCalls recent, Spend spend) {
    return new LoopWatch(
        rule,
        counts,
        new CallGrowth(rule),
        new Echoes(),
        recent,
        new RepeatedCalls(rule.keysMax()),
        spend);
  }
}
