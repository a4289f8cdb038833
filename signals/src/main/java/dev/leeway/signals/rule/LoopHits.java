package dev.leeway.signals.rule;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.window.Slice;

/** Puts a hit together; what is not said is nothing. Each step gives a new one. */
record LoopHits(LoopHit hit) {

  static LoopHits of(LoopKind kind, AgentEvent event, Spend spend) {
    return new LoopHits(
        new LoopHit(
            kind,
            Slice.ofAgent(
                event.source().tenantId(),
                event.source().environment(),
                event.source().agentName()),
            event.traceId(),
            event.tool().name(),
            0,
            true,
            "",
            0,
            0,
            event.startMillis(),
            event.endMillis(),
            spend.usd(),
            spend.tokens(),
            SpendMark.NONE));
  }

  LoopHits repeats(int repeats) {
    return with(hit.tool(), repeats, hit.identicalArguments(), hit.path(), hit.from(), hit.to());
  }

  LoopHits tool(String tool) {
    return with(tool, hit.repeats(), hit.identicalArguments(), hit.path(), hit.from(), hit.to());
  }

  LoopHits argumentsUnseen() {
    return with(hit.tool(), hit.repeats(), false, hit.path(), hit.from(), hit.to());
  }

  LoopHits number(String path, double from, double to) {
    return with(hit.tool(), hit.repeats(), hit.identicalArguments(), path, from, to);
  }

  LoopHits from(long firstMillis, long lastMillis) {
    return with(firstMillis, lastMillis, hit.mark());
  }

  LoopHits reached(SpendMark mark) {
    return with(hit.firstMillis(), hit.lastMillis(), mark);
  }

  private LoopHits with(long firstMillis, long lastMillis, SpendMark mark) {
    return new LoopHits(
        new LoopHit(
            hit.kind(),
            hit.agent(),
            hit.traceId(),
            hit.tool(),
            hit.repeats(),
            hit.identicalArguments(),
            hit.path(),
            hit.from(),
            hit.to(),
            firstMillis,
            lastMillis,
            hit.spendUsd(),
            hit.spendTokens(),
            mark));
  }

  private LoopHits with(
      String tool, int repeats, boolean identicalArguments, String path, double from, double to) {
    return new LoopHits(
        new LoopHit(
            hit.kind(),
            hit.agent(),
            hit.traceId(),
            tool,
            repeats,
            identicalArguments,
            path,
            from,
            to,
            hit.firstMillis(),
            hit.lastMillis(),
            hit.spendUsd(),
            hit.spendTokens(),
            hit.mark()));
  }
}
