package dev.leeway.streamjobs.run;

import dev.leeway.streamjobs.edge.TraceKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;

/**
 * How many bytes of state each trace holds, and which of those that can let go of some was touched
 * longest ago. Made again from the state after a restore. Not thread-safe.
 */
final class HeldBytes {
  /** Of a trace beside its values: its card, its key in five states, its places in the queues. */
  static final int TRACE_BYTES = 1_024;

  private final Map<TraceKey, Long> byTrace = new LinkedHashMap<>();

  /** Those whose spans are held, the longest untouched first. */
  private final Map<TraceKey, Boolean> open = new LinkedHashMap<>();

  private long total;

  /** Counts what the state holds. */
  void recount(KeyedStateBackend<TraceKey> state) throws Exception {
    recount(state, TraceMemory.LOOPS);
    recount(state, TraceMemory.GROUNDING);
    recountAll(state, SpanShelf.LOOSE);
    recountAll(state, SpanShelf.BLOCKS);
  }

  private void recount(KeyedStateBackend<TraceKey> state, ValueStateDescriptor<byte[]> of)
      throws Exception {
    state.applyToAllKeys(
        VoidNamespace.INSTANCE,
        VoidNamespaceSerializer.INSTANCE,
        of,
        (trace, bytes) -> changed(trace, SpanShelf.bytesOf(bytes.value())));
  }

  private <K> void recountAll(KeyedStateBackend<TraceKey> state, MapStateDescriptor<K, byte[]> of)
      throws Exception {
    state.applyToAllKeys(
        VoidNamespace.INSTANCE,
        VoidNamespaceSerializer.INSTANCE,
        of,
        (trace, entries) -> {
          for (byte[] bytes : entries.values()) {
            changed(trace, SpanShelf.bytesOf(bytes));
          }
        });
  }

  void changed(TraceKey trace, long by) {
    long before = byTrace.getOrDefault(trace, 0L);
    long now = before + by;
    if (now == 0) {
      byTrace.remove(trace);
    } else {
      byTrace.put(trace, now);
    }
    total += by + (now == 0 ? 0 : TRACE_BYTES) - (before == 0 ? 0 : TRACE_BYTES);
  }

  /** The trace is touched, and its spans are held. */
  void touched(TraceKey trace) {
    open.remove(trace);
    open.put(trace, true);
  }

  /** It has nothing to let go of any more. */
  void leave(TraceKey trace) {
    open.remove(trace);
  }

  Optional<TraceKey> longestUntouched() {
    return open.keySet().stream().findFirst();
  }

  long total() {
    return total;
  }
}
