package dev.leeway.streamjobs.run;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.AgentEventCodec;
import dev.leeway.signals.grounding.TraceGrounding;
import dev.leeway.signals.rule.LoopRule;
import dev.leeway.signals.rule.LoopWatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The keyed state of the current trace: its card, its spans, what its tool calls look like and what
 * was read of its texts. All of it is versioned bytes. Not thread-safe.
 *
 * <p>State without TTL: each trace is in a queue of {@link TraceAgenda} until {@link #forget()}.
 */
final class TraceMemory {
  static final ValueStateDescriptor<byte[]> CARD =
      new ValueStateDescriptor<>("trace", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
  static final MapStateDescriptor<Long, byte[]> SPANS =
      new MapStateDescriptor<>(
          "spans", Types.LONG, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
  static final ValueStateDescriptor<byte[]> LOOPS =
      new ValueStateDescriptor<>("loops", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  static final ValueStateDescriptor<byte[]> GROUNDING =
      new ValueStateDescriptor<>(
          "grounding", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  /** Larger traces keep their ids as entries of the map. */
  private static final int IDS_IN_CARD_MAX = 500;

  /** In the place of facts that are not needed any more. */
  static final byte[] REMEMBERED = new byte[0];

  private final ValueState<byte[]> card;
  private final MapState<Long, byte[]> spans;
  private final ValueState<byte[]> loops;
  private final ValueState<byte[]> grounding;
  private final LoopRule loopRule;

  TraceMemory(
      ValueState<byte[]> card,
      MapState<Long, byte[]> spans,
      ValueState<byte[]> loops,
      ValueState<byte[]> grounding,
      LoopRule loopRule) {
    this.card = card;
    this.spans = spans;
    this.loops = loops;
    this.grounding = grounding;
    this.loopRule = loopRule;
  }

  Optional<TraceCard> card() throws Exception {
    byte[] bytes = card.value();
    return bytes == null ? Optional.empty() : Optional.of(TraceCard.of(bytes));
  }

  void save(TraceCard changed) throws Exception {
    card.update(changed.bytes());
  }

  boolean holds(TraceCard known, long spanId) throws Exception {
    return known.closedWith(spanId) || spans.contains(spanId);
  }

  void add(long spanId, byte[] facts) throws Exception {
    spans.put(spanId, facts);
  }

  /** The spans whose facts are remembered. */
  List<AgentEvent> events() throws Exception {
    List<AgentEvent> events = new ArrayList<>();
    for (byte[] facts : spans.values()) {
      if (facts.length > 0) {
        events.add(AgentEventCodec.decode(facts));
      }
    }
    return events;
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
    long[] ids = LongStream.concat(Arrays.stream(open.closedIds()), ids()).sorted().toArray();
    if (ids.length <= IDS_IN_CARD_MAX) {
      open.closed(nowMillis, ids);
      spans.clear();
      loops.clear();
      grounding.clear();
    } else {
      open.closed(nowMillis, open.closedIds());
      dropFacts();
    }
    save(open);
  }

  /** Keeps the ids alone. */
  void dropFacts() throws Exception {
    for (Map.Entry<Long, byte[]> span : spans.entries()) {
      if (span.getValue().length > 0) {
        span.setValue(REMEMBERED);
      }
    }
    loops.clear();
    grounding.clear();
  }

  /** Takes in what was read of a span's texts. */
  void read(AgentEvent span, byte[] texts) throws Exception {
    if (texts.length > 0) {
      TraceGrounding trace = grounding();
      trace.add(TraceGrounding.placeOf(span), texts);
      grounding.update(trace.bytes());
    }
  }

  TraceGrounding grounding() throws Exception {
    byte[] bytes = grounding.value();
    return bytes == null ? TraceGrounding.ofOpenTrace() : TraceGrounding.of(bytes);
  }

  LoopWatch loops() throws Exception {
    byte[] bytes = loops.value();
    return bytes == null ? new LoopWatch(loopRule) : LoopWatch.of(loopRule, bytes);
  }

  void save(LoopWatch watch) throws Exception {
    loops.update(watch.bytes());
  }

  void forget() {
    card.clear();
    spans.clear();
    loops.clear();
    grounding.clear();
  }

  private LongStream ids() throws Exception {
    return StreamSupport.stream(spans.keys().spliterator(), false).mapToLong(Long::longValue);
  }
}
