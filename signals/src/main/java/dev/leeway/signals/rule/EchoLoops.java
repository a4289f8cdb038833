package dev.leeway.signals.rule;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.Facts;
import dev.leeway.signals.event.StateWriter;
import dev.leeway.signals.fact.ErrorFacts;
import dev.leeway.signals.fact.ErrorKind;
import dev.leeway.signals.fact.OutputCall;
import dev.leeway.signals.fact.OutputFacts;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeSet;

/**
 * Finds the loops that answers make: the same output, code or error again, and calls that only an
 * output tells. Not thread-safe.
 */
final class EchoLoops {
  private final LoopRule rule;
  private final LoopTeller teller;
  private final CallLoops calls;
  private final Echoes echoes;

  EchoLoops(LoopRule rule, LoopTeller teller, CallLoops calls, Echoes echoes) {
    this.rule = rule;
    this.teller = teller;
    this.calls = calls;
    this.echoes = echoes;
  }

  void write(StateWriter out) {
    echoes.write(out);
  }

  /** Takes in the span of a model call. */
  void answer(AgentEvent event, List<LoopHit> hits) {
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
      teller.counts().answered(count.times(), LoopCounts.outputBytes(event));
      echo(LoopKind.OUTPUT, event, count, rule.outputs(), hits);
    }
    for (String code : new TreeSet<>(words(facts.text(OutputFacts.CODE)))) {
      Echoes.Count count = echoes.add(LoopKind.CODE, code.hashCode(), event);
      teller.counts().coded(count.times());
      echo(LoopKind.CODE, event, count, rule.codes(), hits);
    }
    for (OutputCall call : OutputCall.of(facts.text(OutputFacts.CALLS))) {
      calls.told(event, call, hits);
    }
  }

  /** Takes in the failure of a span, if it is one. */
  void failure(AgentEvent event, List<LoopHit> hits) {
    OptionalDouble same = event.facts().number(ErrorFacts.SAME);
    if (same.isEmpty() || !echoes.own(event, LoopKind.ERROR, (long) same.getAsDouble())) {
      return;
    }
    Echoes.Count count = echoes.add(LoopKind.ERROR, (long) same.getAsDouble(), event);
    ErrorKind kind = ErrorKind.named(event.facts().text(ErrorFacts.KIND));
    teller.counts().failed(count.times(), kind.passing());
    if (!kind.passing()) {
      echo(LoopKind.ERROR, event, count, rule.errors(), hits);
    }
  }

  private void echo(
      LoopKind kind, AgentEvent event, Echoes.Count count, int limit, List<LoopHit> hits) {
    if (LoopTeller.due(count.times(), limit)) {
      teller.tell(
          teller
              .loop(kind, event)
              .repeats(count.times())
              .from(count.firstMillis(), count.lastMillis()),
          hits);
    }
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
  }
}
