package dev.leeway.signals.condition;

import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.drift.codec.StateReader;
import dev.leeway.signals.drift.codec.StateWriter;
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

  static Consumer<RuleHit> before(Consumer<RuleHit> hits, Memory memory) {
    return hit -> {
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
