package dev.leeway.signals.rule;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.EventFlag;
import dev.leeway.signals.event.EventKind;
import dev.leeway.signals.event.StateReader;
import dev.leeway.signals.event.StateWriter;
import dev.leeway.signals.event.Usage;
import org.jspecify.annotations.Nullable;

/**
 * What a trace has used so far. Where a framework and an SDK both report a call, both count, as
 * which of them is inside is not known before the run is whole.
 */
record Spend(long steps, long tokens, double usd) {
  static final Spend NONE = new Spend(0, 0, 0);
  private static final long TOKENS_MAX = 1L << 40;
  private static final double USD_MAX = 1e9;

  /** With a model call, or a call of a tool that is not the wrapper of one that is known. */
  Spend with(AgentEvent event) {
    boolean step = event.kind() == EventKind.LLM || event.kind() == EventKind.TOOL;
    boolean own = event.kind().callsModel() && !event.has(EventFlag.AGGREGATE_USAGE);
    Usage usage = own ? event.usage() : Usage.NONE;
    Double costUsd = usage.costUsd();
    double more = costUsd != null && costUsd >= 0 && costUsd < USD_MAX ? costUsd : 0;
    return new Spend(
        steps + (step ? 1 : 0),
        tokens + tokens(usage.inputTokens()) + tokens(usage.outputTokens()),
        usd + more);
  }

  double of(SpendMeasure measure) {
    return switch (measure) {
      case STEPS -> steps;
      case TOKENS -> tokens;
      case USD -> usd;
    };
  }

  void write(StateWriter out) {
    out.count(steps).count(tokens).number(usd);
  }

  static Spend read(StateReader in) {
    return new Spend(in.count(), in.count(), in.number());
  }

  private static long tokens(@Nullable Long count) {
    return count == null ? 0 : Math.clamp(count, 0L, TOKENS_MAX);
  }
}
