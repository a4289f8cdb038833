package dev.leeway.signals.drift;

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
   * run.count} has no distribution.
   */
  public static Watches defaults() {
    return new Watches(
        Map.of(
            "run.outcome", new Watch.Rate("runs that did not end OK", Set.of("OK")),
            "run.duration", new Watch.Distribution("run duration", "ms", "runs"),
            "llm.duration", new Watch.Distribution("model call duration", "ms", "calls"),
            "llm.ttft", new Watch.Distribution("time to first token", "ms", "calls"),
            "complexity.input_tokens", new Watch.Distribution("input tokens", "", "runs"),
            "complexity.steps", new Watch.Distribution("steps per run", "", "runs"),
            "complexity.tools_used", new Watch.Distribution("tools used per run", "", "runs"),
            "cost.run", new Watch.Distribution("cost per run", "$", "runs"),
            "retry.amplification",
                new Watch.Distribution("attempts per logical call", "", "runs")));
  }
}
