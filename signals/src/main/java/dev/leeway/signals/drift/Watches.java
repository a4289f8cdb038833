package dev.leeway.signals.drift;

import static java.util.Map.entry;

import dev.leeway.signals.window.Slice;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Which signals are watched, and how. Signals without an entry enter no detector.
 *
 * @param where whether a signal that has an entry is watched in a slice
 */
public record Watches(Map<String, Watch> bySignal, BiPredicate<Slice, String> where) {
  public Watches {
    bySignal = Map.copyOf(bySignal);
  }

  public Watches(Map<String, Watch> bySignal) {
    this(bySignal, (slice, signal) -> true);
  }

  /** The same, in some slices only. */
  public Watches where(BiPredicate<Slice, String> condition) {
    return new Watches(bySignal, condition);
  }

  /** How a signal of a slice is watched; empty where it is not. */
  public Optional<Watch> of(Slice slice, String signal) {
    return of(signal).filter(watch -> where.test(slice, signal));
  }

  public Optional<Watch> of(String signal) {
    return Optional.ofNullable(bySignal.get(signal));
  }

  /**
   * The signals that every agent has. {@code loop.repeat} is a rule's business, and {@code
   * run.count} has no distribution; of grounding's flags the share of runs is watched, since a
   * single one is a hint.
   */
  public static Watches defaults() {
    return new Watches(
        Map.ofEntries(
            entry("run.outcome", new Watch.Rate("runs that did not end OK", Set.of("OK"))),
            entry("run.duration", new Watch.Distribution("run duration", "ms", "runs")),
            entry("llm.duration", new Watch.Distribution("model call duration", "ms", "calls")),
            entry("llm.ttft", new Watch.Distribution("time to first token", "ms", "calls")),
            entry("complexity.input_tokens", new Watch.Distribution("input tokens", "", "runs")),
            entry("complexity.steps", new Watch.Distribution("steps per run", "", "runs")),
            entry(
                "complexity.tools_used", new Watch.Distribution("tools used per run", "", "runs")),
            entry("cost.run", new Watch.Distribution("cost per run", "$", "runs")),
            entry(
                "retry.amplification",
                new Watch.Distribution("attempts per logical call", "", "runs")),
            entry("contract.length", new Watch.Distribution("answer length", "chars", "answers")),
            entry(
                "contract.violation",
                new Watch.Rate("answers that break what was declared", Set.of("KEPT"))),
            entry(
                "tool.args_invalid",
                new Watch.Rate("runs with invalid tool calls", Set.of("VALID"))),
            entry(
                "model.substituted",
                new Watch.Rate("runs served by another model", Set.of("AS_REQUESTED"))),
            entry(
                "user.correction", new Watch.Rate("runs that a correction began", Set.of("NEXT"))),
            entry("queue.time", new Watch.Distribution("time in queue", "ms", "requests")),
            entry("serve.queue_depth", new Watch.Distribution("requests waiting", "", "readings")),
            entry("serve.batch_size", new Watch.Distribution("requests at once", "", "readings")),
            entry("serve.kv_util", new Watch.Distribution("KV cache in use", "", "readings")),
            entry("gpu.mem_used", new Watch.Distribution("GPU memory in use", "B", "readings")),
            entry(
                "answer.self_consistency",
                new Watch.Rate("other answers to the same prompt", Set.of("SAME"))),
            entry(
                "answer.diversity",
                new Watch.Rate("answers that other prompts had got", Set.of("DISTINCT"))),
            entry("eval.score", new Watch.Distribution("score", "", "evaluations")),
            entry("eval.verdict", new Watch.Rate("bad verdicts", Set.of("GOOD", "OTHER"))),
            entry("user.feedback", new Watch.Rate("bad feedback", Set.of("GOOD", "OTHER"))),
            entry("grounding.score", new Watch.Distribution("grounding score", "", "runs")),
            entry("grounding.novel_words", new Watch.Distribution("novel words", "", "runs")),
            entry("grounding.unsupported", flagged("runs with an unsupported claim")),
            entry("grounding.contradiction", flagged("runs with a contradicted claim")),
            entry("grounding.confident_empty", flagged("confident answers to empty retrievals")),
            entry(
                "grounding.actions_unmatched", flagged("runs that claim an action without a call")),
            entry("tool.args_ungrounded", flagged("runs with an ungrounded argument"))));
  }

  private static Watch flagged(String label) {
    return new Watch.Rate(label, Set.of("NONE"));
  }
}
