package dev.leeway.streamjobs.run;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.grounding.TraceGrounding;
import dev.leeway.signals.rule.LoopWatch;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;

/**
 * The keyed state of the current trace: its card, its spans, what its tool calls look like and what
 * was read of its texts. All of it is versioned bytes. Not thread-safe.
 *
 * <p>State without TTL: each trace is in a queue of {@link TraceAgenda} until {@link #forget()}.
 */
final class TraceMemory {
  static final ValueStateDescriptor<byte[]> CARD =
      new ValueStateDescriptor<>("trace", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
  static final ValueStateDescriptor<byte[]> LOOPS =
      new ValueStateDescriptor<>("loops", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  static final ValueStateDescriptor<byte[]> GROUNDING =
      new ValueStateDescriptor<>(
          "grounding", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  /** Larger traces keep their ids where their spans were. */
  private static final int IDS_IN_CARD_MAX = 500;

  private final ValueState<byte[]> card;
  private final SpanShelf spans;
  private final LoopShelf loops;
  private final ValueState<byte[]> grounding;
  private final LongConsumer held;

  TraceMemory(
      ValueState<byte[]> card,
      SpanShelf spans,
      LoopShelf loops,
      ValueState<byte[]> grounding,
      LongConsumer held) {
    this.card = card;
    this.spans = spans;
    this.loops = loops;
    this.grounding = grounding;
    this.held = held;
  }

  Optional<TraceCard> card() throws Exception {
    byte[] bytes = card.value();
    return bytes == null ? Optional.empty() : Optional.of(TraceCard.of(bytes));
  }

  void save(TraceCard changed) throws Exception {
    card.update(changed.bytes());
  }

  boolean holds(TraceCard known, long spanId) throws Exception {
    return known.closedWith(spanId) || spans.holds(spanId);
  }

  void add(long spanId, byte[] facts) throws Exception {
    spans.add(spanId, facts);
  }

  void addId(long spanId) throws Exception {
    spans.addId(spanId);
  }

  void pack() throws Exception {
    spans.pack();
  }

  /** The spans whose facts are remembered. */
  List<AgentEvent> events() throws Exception {
    return spans.events();
  }

  boolean holdsAll(TraceCard known, Set<Long> spanIds) throws Exception {
    for (long spanId : spanIds) {
      if (!holds(known, spanId)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Closes the card: the ids of a trace of common size go into it, since an entry of a map for each
   * costs three times as much in every checkpoint; those of a large one stay where they are.
   */
  void close(TraceCard open, long nowMillis) throws Exception {
    long[] ids =
        LongStream.concat(Arrays.stream(open.closedIds()), Arrays.stream(spans.ids()))
            .sorted()
            .toArray();
    if (ids.length <= IDS_IN_CARD_MAX) {
      open.closed(nowMillis, ids);
      spans.clear();
    } else {
      open.closed(nowMillis, open.closedIds());
      spans.dropFacts();
    }
    loops.clear();
    clear(grounding);
    save(open);
  }

  /** Keeps the ids of its spans alone. */
  void dropFacts() throws Exception {
    spill();
    loops.clear();
  }

  /** Keeps the ids of its spans, and what its calls look like: loops are told without storage. */
  void spill() throws Exception {
    spans.dropFacts();
    clear(grounding);
  }

  /** Takes in what was read of a span's texts. */
  void read(AgentEvent span, byte[] texts) throws Exception {
    if (texts.length > 0) {
      TraceGrounding trace = grounding();
      trace.add(TraceGrounding.placeOf(span), texts);
      update(grounding, trace.bytes());
    }
  }

  TraceGrounding grounding() throws Exception {
    byte[] bytes = grounding.value();
    return bytes == null ? TraceGrounding.ofOpenTrace() : TraceGrounding.of(bytes);
  }

  /** What its calls look like; about to change. */
  LoopWatch loops() throws Exception {
    return loops.take();
  }

  void forget() throws Exception {
    card.clear();
    spans.clear();
    loops.clear();
    clear(grounding);
  }

  private void update(ValueState<byte[]> state, byte[] bytes) throws Exception {
    byte[] before = state.value();
    state.update(bytes);
    held.accept(SpanShelf.bytesOf(bytes) - (before == null ? 0 : SpanShelf.bytesOf(before)));
  }

  private void clear(ValueState<byte[]> state) throws Exception {
    byte[] before = state.value();
    if (before != null) {
      held.accept(-SpanShelf.bytesOf(before));
      state.clear();
    }
  }
}
