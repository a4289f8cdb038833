package dev.leeway.signals.condition;

import dev.leeway.signals.drift.RuleHit;
import dev.leeway.signals.window.MergedWindow;
import dev.leeway.signals.window.Slice;
import java.util.function.Consumer;

/**
 * Something that must not hold, judged each time a minute of an agent is over. Stateless: what it
 * remembers is in the {@link Memory} that it is given. A hit opens a finding, or keeps it open.
 */
public interface Condition {
  /** Names its state; never changes. */
  String name();

  /**
   * Which windows it is given.
   *
   * @param dimension empty for the whole agent
   */
  Want wants(String signal, String dimension);

  /** A minute in which the agent had wanted windows is over; minutes come in order of time. */
  void judge(Minute minute, Memory memory, Consumer<RuleHit> hits);

  /** The time that was asked for by {@link Memory#wakeAt} has come in the agent's own time. */
  default void wake(
      Slice agent, String key, long atMillis, Memory memory, Consumer<RuleHit> hits) {}

  /** A whole hour out of storage, of an agent that nothing was remembered of. */
  default void warm(MergedWindow hour, Memory memory) {}

  /** What was kept under that key is over its time and was removed. */
  default void forgotten(Slice agent, String key, Memory memory) {}
}
