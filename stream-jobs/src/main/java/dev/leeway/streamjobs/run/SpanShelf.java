package dev.leeway.streamjobs.run;

import dev.leeway.signals.event.AgentEvent;
import dev.leeway.signals.event.AgentEventCodec;
import dev.leeway.signals.event.SpanBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The spans of the current trace in keyed state: the newest one by one, the others packed in
 * blocks. Says each change of what it holds. Not thread-safe.
 *
 * <p>An entry of a map costs {@value #ENTRY_BYTES} bytes beside its value, and a span alone about
 * 250; in a block of {@value #LOOSE_MAX} both together are 80. Most traces have fewer spans and are
 * never packed.
 */
final class SpanShelf {
  static final MapStateDescriptor<Long, byte[]> LOOSE =
      new MapStateDescriptor<>(
          "spans", Types.LONG, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
  static final MapStateDescriptor<Integer, byte[]> BLOCKS =
      new MapStateDescriptor<>(
          "span-blocks", Types.INT, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  static final int LOOSE_MAX = 64;

  /**
   * Of a hash map on a 64-bit JVM with compressed references: node, key, slot, head of an array.
   */
  static final int ENTRY_BYTES = 80;

  /** In the place of facts that are not needed any more. */
  private static final byte[] ID_ALONE = new byte[0];

  private final MapState<Long, byte[]> loose;
  private final MapState<Integer, byte[]> blocks;
  private final LongConsumer held;

  /**
   * @param held is told each change, in bytes
   */
  SpanShelf(MapState<Long, byte[]> loose, MapState<Integer, byte[]> blocks, LongConsumer held) {
    this.loose = loose;
    this.blocks = blocks;
    this.held = held;
  }

  static long bytesOf(byte[] value) {
    return (long) ENTRY_BYTES + value.length;
  }

  boolean holds(long spanId) throws Exception {
    if (loose.contains(spanId)) {
      return true;
    }
    for (byte[] block : blocks.values()) {
      if (SpanBlock.holds(block, spanId)) {
        return true;
      }
    }
    return false;
  }

  void add(long spanId, byte[] facts) throws Exception {
    loose.put(spanId, facts);
    held.accept(bytesOf(facts));
  }

  void addId(long spanId) throws Exception {
    add(spanId, ID_ALONE);
  }

  /** Packs what lies loose, once it is enough for a block. */
  void pack() throws Exception {
    List<byte[]> facts = new ArrayList<>();
    List<Long> ids = new ArrayList<>();
    for (Map.Entry<Long, byte[]> span : loose.entries()) {
      if (span.getValue().length > 0) {
        facts.add(span.getValue());
      } else {
        ids.add(span.getKey());
      }
    }
    if (facts.size() + ids.size() < LOOSE_MAX) {
      return;
    }
    clearLoose();
    for (int from = 0; from < facts.size(); from += SpanBlock.SPANS_MAX) {
      List<byte[]> some = facts.subList(from, Math.min(facts.size(), from + SpanBlock.SPANS_MAX));
      put(SpanBlock.encode(some.stream().map(AgentEventCodec::decode).toList()));
    }
    putIds(ids.stream().mapToLong(Long::longValue).toArray());
  }

  /** The spans whose facts are held. */
  List<AgentEvent> events() throws Exception {
    List<AgentEvent> events = new ArrayList<>();
    for (byte[] block : blocks.values()) {
      events.addAll(SpanBlock.decode(block));
    }
    for (byte[] facts : loose.values()) {
      if (facts.length > 0) {
        events.add(AgentEventCodec.decode(facts));
      }
    }
    return events;
  }

  /** Ascending. */
  long[] ids() throws Exception {
    LongStream.Builder ids = LongStream.builder();
    for (long id : loose.keys()) {
      ids.add(id);
    }
    for (byte[] block : blocks.values()) {
      Arrays.stream(SpanBlock.spanIds(block)).forEach(ids);
    }
    return ids.build().sorted().toArray();
  }

  /** Keeps the ids alone. */
  void dropFacts() throws Exception {
    long[] ids = ids();
    clear();
    putIds(ids);
  }

  void clear() throws Exception {
    clearLoose();
    for (byte[] block : blocks.values()) {
      held.accept(-bytesOf(block));
    }
    blocks.clear();
  }

  private void clearLoose() throws Exception {
    for (byte[] facts : loose.values()) {
      held.accept(-bytesOf(facts));
    }
    loose.clear();
  }

  /** Together with those of the last block where it has no facts: few blocks are to be searched. */
  private void putIds(long[] more) throws Exception {
    int last = blockCount() - 1;
    byte[] before = last < 0 ? ID_ALONE : blocks.get(last);
    LongStream ids = Arrays.stream(more);
    if (more.length > 0 && before.length > 0 && SpanBlock.isOfIdsAlone(before)) {
      ids = LongStream.concat(ids, Arrays.stream(SpanBlock.spanIds(before)));
      blocks.remove(last);
      held.accept(-bytesOf(before));
    }
    long[] all = ids.sorted().toArray();
    for (int from = 0; from < all.length; from += SpanBlock.SPANS_MAX) {
      int to = Math.min(all.length, from + SpanBlock.SPANS_MAX);
      put(SpanBlock.encodeIds(Arrays.copyOfRange(all, from, to)));
    }
  }

  private void put(byte[] block) throws Exception {
    blocks.put(blockCount(), block);
    held.accept(bytesOf(block));
  }

  /** They are numbered without gaps. */
  private int blockCount() throws Exception {
    int count = 0;
    while (blocks.contains(count)) {
      count++;
    }
    return count;
  }
}
