package dev.leeway.streamjobs.run;

import dev.leeway.signals.rule.LoopRule;
import dev.leeway.signals.rule.LoopWatch;
import dev.leeway.streamjobs.edge.TraceKey;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.apache.flink.api.common.state.ValueState;

/**
 * The loop watches of open traces: those that were used last as they are, all others as bytes in
 * keyed state. Reading and writing some kilobytes for each tool call cost more than everything else
 * that is done with it. Not thread-safe.
 */
final class LoopShelf {
  /** Watches that are kept ready. */
  static final int READY_MAX = 256;

  private final ValueState<byte[]> state;
  private final LoopRule rule;
  private final Supplier<TraceKey> current;
  private final Consumer<TraceKey> turnTo;
  private final LongConsumer held;

  /** The longest unused first. */
  private final Map<TraceKey, LoopWatch> ready = new LinkedHashMap<>();

  private final Set<TraceKey> unsaved = new LinkedHashSet<>();

  /**
   * @param current the trace that the state speaks of
   * @param turnTo makes it another
   * @param held is told each change of the state, in bytes
   */
  LoopShelf(
      ValueState<byte[]> state,
      LoopRule rule,
      Supplier<TraceKey> current,
      Consumer<TraceKey> turnTo,
      LongConsumer held) {
    this.state = state;
    this.rule = rule;
    this.current = current;
    this.turnTo = turnTo;
    this.held = held;
  }

  /** That of the current trace, which is about to change. */
  LoopWatch take() throws Exception {
    TraceKey trace = current.get();
    LoopWatch watch = ready.remove(trace);
    if (watch == null) {
      byte[] bytes = state.value();
      watch = bytes == null ? new LoopWatch(rule) : LoopWatch.of(rule, bytes);
      makeRoom(trace);
    }
    ready.put(trace, watch);
    unsaved.add(trace);
    return watch;
  }

  /** Writes what changed into the state, for a checkpoint. */
  void save() throws Exception {
    for (TraceKey trace : List.copyOf(unsaved)) {
      turnTo.accept(trace);
      save(trace);
    }
  }

  /** Forgets that of the current trace. */
  void clear() throws Exception {
    TraceKey trace = current.get();
    ready.remove(trace);
    unsaved.remove(trace);
    byte[] before = state.value();
    if (before != null) {
      held.accept(-SpanShelf.bytesOf(before));
      state.clear();
    }
  }

  private void makeRoom(TraceKey forTrace) throws Exception {
    if (ready.size() < READY_MAX) {
      return;
    }
    TraceKey eldest = ready.keySet().iterator().next();
    if (unsaved.contains(eldest)) {
      turnTo.accept(eldest);
      save(eldest);
      turnTo.accept(forTrace);
    }
    ready.remove(eldest);
  }

  private void save(TraceKey trace) throws Exception {
    LoopWatch watch = ready.get(trace);
    if (unsaved.remove(trace) && watch != null) {
      byte[] before = state.value();
      byte[] now = watch.bytes();
      state.update(now);
      held.accept(SpanShelf.bytesOf(now) - (before == null ? 0 : SpanShelf.bytesOf(before)));
    }
  }
}
