package dev.leeway.signals.condition;

import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
import dev.leeway.signals.window.Slice;
import java.util.function.Consumer;

/**
 * Lets a condition that goes on holding say so every few minutes instead of every minute, and at
 * once when it has grown by a quarter or is over: a budget that burns for days is not a thousand
 * revisions.
 */
final class Restatements {
  /** Less than what closes a rule's finding for quiet. */
  static final long EVERY_MILLIS = 4 * Minute.MILLIS;

  private static final double GROWTH = 1.25;
  private static final int VERSION = 1;

  private Restatements() {}

  /**
   * Before hits of one agent's turn. What is said of all agents passes: who says it for all of them
   * together has counted that too.
   */
  static Consumer<RuleHit> before(Consumer<RuleHit> hits, Slice agent, Memory memory) {
    return hit -> {
      if (!hit.slice().agent().equals(agent.agent())) {
        hits.accept(hit);
        return;
      }
      String key = String.join("\0", hit.detector(), hit.signal(), hit.slice().id().toString());
      if (hit.course() == RuleHit.Course.OVER) {
        memory.remove(key);
        hits.accept(hit);
        return;
      }
      byte[] bytes = memory.get(key);
      if (bytes != null) {
        StateReader last = new StateReader(bytes, VERSION);
        boolean lately = hit.atMillis() - last.number() < EVERY_MILLIS;
        if (lately && hit.effect() < GROWTH * last.real()) {
          return;
        }
      }
      memory.put(
          key,
          new StateWriter(VERSION).number(hit.atMillis()).real(hit.effect()).bytes(),
          hit.atMillis() + 2 * EVERY_MILLIS);
      hits.accept(hit);
    };
  }
}
