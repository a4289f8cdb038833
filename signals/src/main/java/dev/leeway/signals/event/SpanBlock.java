package dev.leeway.signals.event;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * Spans of one trace as one piece of versioned bytes: what they have in common is written once, and
 * the rest deflated. About a third of what {@link AgentEventCodec} takes for each alone; like
 * there, attributes are left out. Ids stand in front, to be read without the rest.
 */
public final class SpanBlock {
  /** Most spans of a block. */
  public static final int SPANS_MAX = 1 << 12;

  private static final int VERSION = 1;
  private static final String WHAT = "span block";

  /** Version and count, before the ids. */
  private static final int IDS_AT = 3;

  private static final int BUFFER_BYTES = 4_096;

  private SpanBlock() {}

  /**
   * Packs spans.
   *
   * @param events 1 to {@link #SPANS_MAX}, all of one trace
   */
  public static byte[] encode(List<AgentEvent> events) {
    List<AgentEvent> byId =
        events.stream().sorted(Comparator.comparingLong(AgentEvent::spanId)).toList();
    long[] ids = byId.stream().mapToLong(AgentEvent::spanId).toArray();
    byte[] head = encodeIds(ids);
    byte[] facts = deflated(facts(byId, ids));
    return ByteBuffer.allocate(head.length + facts.length).put(head).put(facts).array();
  }

  /**
   * Packs ids alone, of spans whose facts are not needed any more.
   *
   * @param ids 1 to {@link #SPANS_MAX}, ascending
   */
  public static byte[] encodeIds(long[] ids) {
    if (ids.length == 0 || ids.length > SPANS_MAX) {
      throw new IllegalArgumentException(
          "expected 1 to " + SPANS_MAX + " spans, came " + ids.length);
    }
    ByteBuffer head = ByteBuffer.allocate(factsAt(ids.length));
    head.put((byte) VERSION).putShort((short) ids.length).asLongBuffer().put(ids);
    return head.array();
  }

  /** The spans by ascending id; none where ids were packed alone. */
  public static List<AgentEvent> decode(byte[] block) {
    if (isOfIdsAlone(block)) {
      return List.of();
    }
    long[] ids = spanIds(block);
    byte[] facts = inflated(block, factsAt(ids.length));
    StateReader in = new StateReader(WHAT, facts, AgentEventCodec.DICTIONARY);
    TraceId traceId = new TraceId(in.word(), in.word());
    long firstStartNanos = in.word();
    List<AgentEvent> events = new ArrayList<>(ids.length);
    for (long id : ids) {
      int parts = in.octet();
      long parent = (parts & AgentEventCodec.PARENT) == 0 ? 0 : parent(in, ids);
      long startNanos = firstStartNanos + in.signed();
      events.add(AgentEventCodec.body(in, parts, traceId, id, parent, startNanos));
    }
    in.end();
    return events;
  }

  public static boolean isOfIdsAlone(byte[] block) {
    return block.length == factsAt(count(block));
  }

  /** The ids of the spans of a block, ascending. */
  public static long[] spanIds(byte[] block) {
    long[] ids = new long[count(block)];
    ByteBuffer.wrap(block, IDS_AT, ids.length * Long.BYTES).asLongBuffer().get(ids);
    return ids;
  }

  /** Whether the block has a span of that id. */
  public static boolean holds(byte[] block, long spanId) {
    ByteBuffer bytes = ByteBuffer.wrap(block);
    int from = 0;
    int to = count(block);
    while (from < to) {
      int middle = (from + to) >>> 1;
      long id = bytes.getLong(factsAt(middle));
      if (id == spanId) {
        return true;
      }
      from = id < spanId ? middle + 1 : from;
      to = id < spanId ? to : middle;
    }
    return false;
  }

  /** Where the facts begin behind so many ids. */
  private static int factsAt(int ids) {
    return IDS_AT + ids * Long.BYTES;
  }

  private static int count(byte[] block) {
    int count = block.length < IDS_AT ? 0 : (block[1] & 0xFF) << 8 | (block[2] & 0xFF);
    if (count == 0 || block[0] != VERSION || factsAt(count) > block.length) {
      throw new IllegalArgumentException(
          "%s bytes: expected version %d and ids, came %d bytes beginning with %d"
              .formatted(WHAT, VERSION, block.length, block.length == 0 ? -1 : block[0]));
    }
    return count;
  }

  private static byte[] facts(List<AgentEvent> events, long[] ids) {
    AgentEvent first = events.getFirst();
    StateWriter out = new StateWriter(AgentEventCodec.DICTIONARY);
    out.word(first.traceId().high()).word(first.traceId().low()).word(first.startNanos());
    Map<Long, Integer> places = HashMap.newHashMap(ids.length);
    for (int i = 0; i < ids.length; i++) {
      places.put(ids[i], i + 1);
    }
    for (AgentEvent event : events) {
      if (!event.traceId().equals(first.traceId())) {
        throw new IllegalArgumentException("expected spans of one trace");
      }
      int parts = AgentEventCodec.partsOf(event);
      out.octet(parts);
      if (event.parentSpanId() != 0) {
        int place = places.getOrDefault(event.parentSpanId(), 0);
        out.count(place);
        if (place == 0) {
          out.word(event.parentSpanId());
        }
      }
      out.signed(event.startNanos() - first.startNanos());
      AgentEventCodec.write(out, event, parts);
    }
    return out.bytes();
  }

  private static long parent(StateReader in, long[] ids) {
    long place = in.count();
    if (place < 0 || place > ids.length) {
      throw in.broken("expected a parent among " + ids.length + " spans, came " + place);
    }
    return place == 0 ? in.word() : ids[(int) place - 1];
  }

  private static byte[] deflated(byte[] bytes) {
    Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
      try (DeflaterOutputStream in = new DeflaterOutputStream(out, deflater, BUFFER_BYTES)) {
        in.write(bytes);
      }
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      deflater.end();
    }
  }

  private static byte[] inflated(byte[] block, int from) {
    Inflater inflater = new Inflater(true);
    ByteArrayInputStream bytes = new ByteArrayInputStream(block, from, block.length - from);
    try (InflaterInputStream in = new InflaterInputStream(bytes, inflater, BUFFER_BYTES)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalArgumentException(WHAT + " bytes: " + e.getMessage(), e);
    } finally {
      inflater.end();
    }
  }
}
